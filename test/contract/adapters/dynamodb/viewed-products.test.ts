import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { offerReads } from '#core/offers/offer-reads';
import { liveNow, viewAt } from '#test/support/live-events';
import { aCart, aRule } from '#test/support/offer-fixtures';
import { withTable } from '#test/support/with-table';

const settings = { timeZone: 'UTC', attribution: defaultAttributionSettings, holdOut: defaultHoldOutSettings };
const readsOf = (asks: boolean) =>
  offerReads({
    rules: [
      aRule('r1', {
        offer: { type: 'FREE_GIFT', productIds: ['gift'] },
        ...(asks && { conditions: { type: 'viewed-product', productIds: ['pot'] } }),
      }),
    ],
    cart: aCart([['mug', 1]], { sessionId: 's1' }),
    candidates: {},
    flags: {
      smart_upsell_enabled: true,
      bulk_discounts_enabled: true,
      recommendations_enabled: true,
      mi_recommendations_enabled: false,
      subscription_intelligence_enabled: false,
    },
    currency: 'EUR',
    timeZone: 'UTC',
    now: liveNow,
  });

describe('what a visit looked at', () => {
  const onTable = withTable();

  onTable('is known to rules as soon as it is counted, and read only where a rule asks for it', async (table) => {
    const companyId = 'viewing-shop';
    const reader = makeOfferDataReader(table);
    const viewed = async (asks: boolean) => (await reader.read(companyId, readsOf(asks))).viewedProductIds;
    expect(await viewed(true)).toBeUndefined();
    const events = [viewAt('s1', 'cup', 2), viewAt('s1', 'pot', 1)].map((event) => ({ ...event, companyId }));
    const sessions = [{ sessionId: 's1', events }];
    await makeShopperStore(table).apply({ companyId, sessions, counterShard: 0, ...settings, now: liveNow });
    expect(await viewed(true)).toEqual(['pot', 'cup']);
    expect(await viewed(false)).toBeUndefined();
  });
});
