import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import { dimensionOf } from '#core/analytics/roll-up';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { withTable } from '#test/support/with-table';

const companyId = 'shop';
const event = (sessionId: string, eventId: string, receivedAt: string, extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId,
  companyId,
  type: 'product_view',
  occurredAt: receivedAt,
  receivedAt,
  sessionId,
  productId: 'p1',
  ...extra,
});

const late = '2026-11-30T23:30:00.000Z';
const shown = {
  type: 'recommendation_impression',
  recommendationId: 'rec_1',
  placement: 'product',
  productIds: ['a', 'b'],
} as const;

describe('roll-ups in the table', () => {
  const onTable = withTable();

  onTable('hold each event once, on its store’s day, over months, shards and buckets', async (table) => {
    const shoppers = makeShopperStore(table);
    const store = makeRollUpStore(table);
    const sessions = [
      { sessionId: 's1', events: [event('s1', 'e1', late), event('s1', 'e2', '2026-11-29T10:00:00.000Z', shown)] },
      { sessionId: 's2', events: [event('s2', 'e1', late, { ...shown, experimentId: 'x1', variant: 'b' })] },
      { sessionId: 's3', events: [event('s3', 'e1', late, { isBot: true })] },
    ];
    const batch = {
      companyId,
      sessions,
      timeZone: 'Asia/Tokyo',
      attribution: defaultAttributionSettings,
      holdOut: defaultHoldOutSettings,
      now: late,
    };
    await shoppers.apply({ ...batch, counterShard: 0 });
    await shoppers.apply({ ...batch, counterShard: 3 });
    const list = dimensionOf({ scope: 'recommendation', placement: 'product' });
    expect(await store.days(companyId, '2026-11-29', '2026-12-01')).toEqual([
      { date: '2026-11-29', dimension: list, counts: { impressions: 1, itemImpressions: 2 } },
      { date: '2026-11-29', dimension: dimensionOf({ scope: 'store' }), counts: { sessions: 1 } },
      {
        date: '2026-12-01',
        dimension: { ...list, experimentId: 'x1', variant: 'b' },
        counts: { impressions: 1, itemImpressions: 2 },
      },
      { date: '2026-12-01', dimension: dimensionOf({ scope: 'store' }), counts: { views: 1, sessions: 2 } },
    ]);
    expect(await store.days(companyId, '2026-11-30', '2026-11-30')).toEqual([]);
    expect(await store.days('other', '2026-11-29', '2026-12-01')).toEqual([]);
  });
});
