import fc from 'fast-check';
import { quarantinedEventSchema } from '#contracts/events/stream-record';
import { type FailedEvent, quarantineEvent } from '#core/quarantine/quarantine-event';

const failed: FailedEvent = {
  companyId: 'acme-shop',
  source: 'api',
  value: { eventId: 'event-0001', sessionId: 's1', type: 'danced', sentAt: '2026-11-20T10:00:00Z' },
  faults: [{ pointer: '/type', code: 'unknown_type', message: 'is unknown' }],
  receivedAt: '2026-11-20T10:00:00.000Z',
  isBot: false,
};

describe('an event in quarantine', () => {
  it('is the same entry when its sender sends it again', () => {
    const again = {
      ...failed,
      receivedAt: '2026-11-20T10:00:09.000Z',
      value: { ...(failed.value as object), sentAt: '2026-11-20T10:00:09Z' },
    };
    expect(quarantineEvent(again).entryId).toBe(quarantineEvent(failed).entryId);
  });

  it.each<[string, Partial<FailedEvent>]>([
    ['another event', { value: { eventId: 'event-0002', sessionId: 's1' } }],
    ['another session', { value: { eventId: 'event-0001', sessionId: 's2' } }],
    ['another fault', { faults: [{ pointer: '/productId', code: 'required', message: 'is needed' }] }],
    ['other text without an id', { value: 'nonsense' }],
  ])('is another entry for %s', (_, change) => {
    expect(quarantineEvent({ ...failed, ...change }).entryId).not.toBe(quarantineEvent(failed).entryId);
  });

  it('counts under the reason of its first fault, and under schema when a form is wrong', () => {
    expect(quarantineEvent(failed).reason).toBe('unknown_type');
    const form = { pointer: '/eventId', code: 'invalid_type', message: 'is no text' };
    expect(quarantineEvent({ ...failed, faults: [form, ...failed.faults] }).reason).toBe('schema');
  });

  it('does not hold the customer of a shopper who refused personalisation', () => {
    const value = { eventId: 'event-0001', customerId: 'customer-7', consent: { personalization: false } };
    expect(quarantineEvent({ ...failed, value }).payload).not.toContain('customer-7');
  });

  it('fits its record whatever was sent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string({ minLength: 8_000, maxLength: 9_000 })), (value) => {
        expect(quarantinedEventSchema.safeParse(quarantineEvent({ ...failed, value })).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
