import fc from 'fast-check';
import { acceptEvent } from '#core/events/accept-event';
import { mostSkewMs, readClock, rememberIdsMs } from '#core/events/event-window';

/** Records wait no longer in the stream than `maxRecordAge` of its consumers. */
const longestLagMs = 12 * 3_600_000;

describe('the clock of a sender', () => {
  it('is right when the message was on its way for less than a minute, or says nothing of its sending', () => {
    expect(readClock(1_000, undefined, 9e12)).toEqual({ kind: 'right', occurredMs: 1_000 });
    expect(readClock(1_000, 2_000, 62_000)).toEqual({ kind: 'right', occurredMs: 1_000 });
  });

  it('is put right by the difference when that is small, and refused beyond', () => {
    expect(readClock(10_000, 20_000, 3_620_000)).toEqual({ kind: 'corrected', occurredMs: 3_610_000 });
    expect(readClock(0, 0, mostSkewMs + 1)).toEqual({ kind: 'wrong' });
    expect(readClock(0, mostSkewMs + 1, 0)).toEqual({ kind: 'wrong' });
  });
});

describe('the ids of a session', () => {
  it('are remembered until the firewall refuses their events, whatever the sender’s clock says', () => {
    const hour = fc.integer({ min: -12 * 60, max: 9 * 24 * 60 }).map((minutes) => minutes * 60_000);
    const start = Date.parse('2026-11-20T10:00:00.000Z');
    const isTaken = (occurredMs: number, sentMs: number | undefined, nowMs: number): boolean =>
      acceptEvent(
        {
          eventId: 'event-0001',
          type: 'product_view',
          sessionId: 's1',
          productId: 'p1',
          occurredAt: new Date(occurredMs).toISOString(),
          ...(sentMs !== undefined && { sentAt: new Date(sentMs).toISOString() }),
        },
        { companyId: 'acme-shop', signingKey: 'key', now: new Date(nowMs).toISOString() },
      ).kind === 'accepted';
    fc.assert(
      fc.property(hour, fc.option(hour, { nil: undefined }), hour, (age, sent, later) => {
        const [occurredMs, sentMs] = [start - age, sent === undefined ? undefined : start + sent];
        fc.pre(later > 0 && isTaken(occurredMs, sentMs, start) && isTaken(occurredMs, sentMs, start + later));
        expect(later + longestLagMs).toBeLessThan(rememberIdsMs);
      }),
    );
  });
});
