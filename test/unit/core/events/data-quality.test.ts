import { countQuality, sumQuality } from '#core/events/data-quality';
import type { ShopEvent } from '#core/events/shop-event';

const event = (extra: Partial<ShopEvent>): ShopEvent => ({
  eventId: 'e1',
  companyId: 'acme-shop',
  type: 'product_view',
  occurredAt: '2026-11-19T23:59:00.000Z',
  receivedAt: '2026-11-20T00:01:00.000Z',
  sessionId: 's1',
  ...extra,
});

describe('data quality', () => {
  it('counts nothing about events that are as they should be', () => {
    expect(countQuality([event({}), event({ type: 'recommendation_click', recommendationId: 'r' })]).size).toBe(0);
  });

  it('counts by the day of receipt, and of a robot nothing but that it is one', () => {
    const flags = { type: 'recommendation_click', isClockCorrected: true } as const;
    expect(countQuality([event(flags), event({ ...flags, isBot: true })])).toEqual(
      new Map([['2026-11-20', { clockCorrected: 1, orphanClicks: 1, bots: 1 }]]),
    );
  });

  it('counts an accepted offer that no token proves', () => {
    const offer = { offerId: 'o', ruleId: 'r', type: 'CROSS_SELL', discount: { amount: 0, currency: 'EUR' } } as const;
    const accepts = [event({ type: 'offer_accept' }), event({ type: 'offer_accept', offer })];
    expect(countQuality(accepts)).toEqual(new Map([['2026-11-20', { orphanAccepts: 1 }]]));
  });

  it('adds shards, among which other counters lie', () => {
    const { flagged, quarantined } = sumQuality('2026-11-20', [
      { bots: 1, views: 9, 'quarantined:schema': 2 },
      { bots: 2, 'quarantined:schema': 1, 'quarantined:too_old': 1 },
    ]);
    expect(flagged).toEqual({ bots: 3, clockCorrected: 0, orphanClicks: 0, orphanAccepts: 0 });
    expect(quarantined).toMatchObject({ schema: 3, too_old: 1, oversize: 0 });
  });
});
