import { makeCachedExperimentReader } from '#adapters/dynamodb/cached-experiment-reader';
import { makeCachedRuleReader } from '#adapters/dynamodb/cached-rule-reader';
import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import type { Table } from '#adapters/dynamodb/table';
import { getCartOffers } from '#contracts/api/upsell';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { Condition } from '#core/rules/condition-declarations';
import { makeHandler } from '#lambdas/api/upsell/get-cart-offers';
import { companySettings, endpointFakes, jsonBody, testCompanyId, testContext } from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { aCart, aRule, eurProduct } from '#test/support/offer-fixtures';
import { withTable } from '#test/support/with-table';

/** The table with a note of each call. */
const counted = (table: Table) => {
  const calls: string[] = [];
  const client = new Proxy(table.client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name);
      return (command: { constructor: { name: string } }) => {
        calls.push(command.constructor.name.replace('Command', ''));
        return target.send(command as never);
      };
    },
  });
  return { calls, table: { ...table, client } };
};

const ids = Array.from({ length: 30 }, (_, index) => `p${index}`);
const isMobile: Condition = { type: 'device', devices: ['mobile'] };

const rules = [
  aRule('bulk', { offer: { type: 'BULK_DISCOUNT' } }),
  aRule('subscribe', { offer: { type: 'SUBSCRIPTION' } }),
  aRule('related', { offer: { type: 'CROSS_SELL', relation: 'similar' }, budget: { mostAccepts: 10 } }),
  aRule('bundle', {
    offer: { type: 'BUNDLE', productIds: ['p0', 'p25'], discountType: 'PERCENTAGE', percentOff: 500 },
  }),
  aRule('gift', { offer: { type: 'FREE_GIFT', productIds: ['p26'] } }),
  aRule('mobile', { conditions: isMobile, offer: { type: 'CROSS_SELL', productIds: ids.slice(0, 20) } }),
];

const fill = async (table: Table) => {
  const products = ids.map((id) => eurProduct(id, 1000));
  await makeProductStore(table).upsertMany(testCompanyId, products);
  for (const rule of rules) await makeRuleStore(table).put(testCompanyId, rule);
  const cart = aCart(
    ids.slice(0, 20).map((id) => [id, 1]),
    { customerId: 'c1' },
  );
  await makeCartStore(table).put(testCompanyId, { cart, candidates: { similar: ids.slice(20) } });
};

const flags = {
  value: { ...defaultFeatureFlags, smart_upsell_enabled: true },
  version: 1,
  updatedAt: null,
  updatedBy: null,
};

describe('the offers of a cart', () => {
  const onTable = withTable();

  onTable(
    'cost one query, one read and one batch cold; the cart and the shopper alone once memory is warm',
    async (real) => {
      await fill(real);
      const { calls, table } = counted(real);
      const handler = makeHandler({
        ...endpointFakes({ settings: companySettings({ flags }) }),
        rules: makeCachedRuleReader(makeRuleStore(table)),
        experiments: makeCachedExperimentReader(makeExperimentStore(table)),
        carts: makeCartStore(table),
        rows: makeRecommendationRowStore(table),
        offerData: makeOfferDataReader(table),
      });
      const query = { companyId: testCompanyId, limit: '10' };
      const ask = () => handler(httpEvent(getCartOffers, { params: { cartId: 'cart-1' }, query }), testContext);
      const { offers, reason } = jsonBody<{ offers: { ruleId: string }[]; reason: null }>(await ask());
      expect([reason, offers.map(({ ruleId }) => ruleId)]).toEqual([null, ['related', 'bundle', 'gift']]);
      expect(calls.splice(0).sort()).toEqual(['BatchGet', 'Get', 'Query']);
      await ask();
      expect(calls.sort()).toEqual(['BatchGet', 'Get']);
    },
  );
});
