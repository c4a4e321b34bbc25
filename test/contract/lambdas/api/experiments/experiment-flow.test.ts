import { makeAttributionStore } from '#adapters/dynamodb/attribution-store';
import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makeExperimentOutcomeStore } from '#adapters/dynamodb/experiment-outcome-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOfferEventStore } from '#adapters/dynamodb/offer-event-store';
import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeQuarantineStore } from '#adapters/dynamodb/quarantine-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { makeCostsOf } from '#adapters/dynamodb/unit-costs';
import { createExperiment, getExperimentResults, startExperiment } from '#contracts/api/experiments';
import { batchUpsertOrders } from '#contracts/api/orders';
import { getCartOffers } from '#contracts/api/upsell';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { acceptEvent } from '#core/events/accept-event';
import type { ShopEvent } from '#core/events/shop-event';
import { assignVariant } from '#core/experiments/assign-variant';
import type { Experiment } from '#core/experiments/experiment';
import { seededRandom } from '#core/random/seeded-random';
import { makeHandler as makeCreate } from '#lambdas/api/experiments/create-experiment';
import { makeHandler as makeResults } from '#lambdas/api/experiments/get-experiment-results';
import { makeHandler as makeStart } from '#lambdas/api/experiments/start-experiment';
import { makeHandler as makeOrders } from '#lambdas/api/orders/batch-upsert-orders';
import { makeHandler as makeOffers } from '#lambdas/api/upsell/get-cart-offers';
import { makeHandler as makeAggregate } from '#lambdas/streams/aggregate-events';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testSecretKey,
  testUserId,
} from '#test/support/endpoint-fakes';
import { anExperimentDraft } from '#test/support/experiment-fixtures';
import { httpEvent } from '#test/support/http-event';
import { kinesisEventOfShopEvents } from '#test/support/kinesis-event';
import { aCart, aRule, eurProduct } from '#test/support/offer-fixtures';
import { withTable } from '#test/support/with-table';

const sessions = Array.from({ length: 40 }, (_, index) => `s${index}`);
const flags = {
  value: { ...defaultFeatureFlags, smart_upsell_enabled: true },
  version: 1,
  updatedAt: null,
  updatedBy: null,
};
const settings = companySettings({ flags });
const random = seededRandom('experiment-flow');

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** All endpoints and the consumer, on one table. `dies` makes the consumer's next outcome fail. */
const setUp = (table: Table) => {
  const fakes = endpointFakes({ settings });
  const experiments = makeExperimentStore(table);
  const outcomes = makeExperimentOutcomeStore(table);
  const shared = { ...fakes, experiments, outcomes, rules: makeRuleStore(table), orders: makeOrderStore(table) };
  const crash = { dies: false };
  const aggregate = makeAggregate({
    ...fakes,
    clock: () => testNow,
    shoppers: makeShopperStore(table),
    offers: makeOfferEventStore(table),
    quarantine: makeQuarantineStore(table),
    erased: makeErasedPeople(table),
    attribution: makeAttributionStore(table, makeCostsOf(table)),
    experiments,
    outcomes: {
      count: async (batch) => {
        if (crash.dies) throw new Error('the consumer died');
        await outcomes.count(batch);
      },
    },
  });
  return { shared, aggregate, crash };
};

type Deps = ReturnType<typeof setUp>['shared'];

const asMember = { query: { companyId: testCompanyId }, claims: claimsOf(testUserId) };

/** An experiment with a rule for each of its variants. */
const startedExperiment = async (deps: Deps): Promise<Experiment> => {
  const created = await makeCreate(deps)(
    httpEvent(createExperiment, { ...asMember, body: anExperimentDraft() }),
    testContext,
  );
  const experimentId = String(jsonBody(created).experimentId);
  for (const variant of ['control', 'treatment']) {
    const conditions = { type: 'experiment-variant', experimentId, variants: [variant] } as const;
    await deps.rules.put(testCompanyId, aRule(variant, { conditions }));
  }
  const params = { experimentId };
  return jsonBody<Experiment>(await makeStart(deps)(httpEvent(startExperiment, { ...asMember, params }), testContext));
};

/** Offers as the shop page of each session gets them. */
const offersOf = async (deps: Deps, table: Table, sessionId: string) => {
  const carts = makeCartStore(table);
  await carts.put(testCompanyId, { cart: aCart([['a', 1]], { cartId: sessionId, sessionId }), candidates: {} });
  const rows = makeRecommendationRowStore(table);
  const handler = makeOffers({ ...deps, carts, rows, offerData: makeOfferDataReader(table) });
  const request = httpEvent(getCartOffers, { params: { cartId: sessionId }, query: { companyId: testCompanyId } });
  const answer = jsonBody<{ offers: { variant: string; token: string }[] }>(await handler(request, testContext));
  return answer.offers;
};

const accepted = (incoming: { eventId: string; type: string; sessionId: string; token: string }): ShopEvent => {
  const context = { companyId: testCompanyId, signingKey: settings.signingKey, now: testNow };
  const result = acceptEvent({ ...incoming, occurredAt: testNow }, context);
  if (result.kind !== 'accepted') throw new Error(result.kind);
  return result.event;
};

const orderOf = (sessionId: string, amount: number) => ({
  orderId: `order-${sessionId}`,
  sessionId,
  currency: 'EUR',
  lines: [{ productId: 'a', quantity: 1, unitPrice: { amount, currency: 'EUR' } }],
  orderedAt: testNow,
});

describe('an experiment from its start to its results', () => {
  const onTable = withTable();

  onTable(
    'counts exactly what happened, though events come three times, out of order, and the consumer dies',
    async (table) => {
      const { shared, aggregate, crash } = setUp(table);
      await makeProductStore(table).upsertMany(testCompanyId, [eurProduct('a', 1000), eurProduct('x', 500)]);
      const { experimentId, ...experiment } = await startedExperiment(shared);
      const truth = new Map(
        ['control', 'treatment'].map((variant) => [variant, { units: 0, clicks: 0, bought: 0, revenue: 0 }]),
      );
      const events: ShopEvent[] = [];
      const orders: ReturnType<typeof orderOf>[] = [];
      for (const [index, sessionId] of sessions.entries()) {
        const [offer, ...others] = await offersOf(shared, table, sessionId);
        expect([offer?.variant, others]).toEqual([assignVariant({ ...experiment, experimentId }, sessionId), []]);
        const { token, variant } = offer!;
        const own = truth.get(variant)!;
        own.units += 1;
        events.push(accepted({ eventId: `impression-${index}`, type: 'offer_impression', sessionId, token }));
        if (random() < 0.4) {
          own.clicks += 1;
          events.push(accepted({ eventId: `accepted-${index}`, type: 'offer_accept', sessionId, token }));
        }
        if (random() < 0.5) {
          const amount = 100 + Math.floor(random() * 9000);
          own.bought += 1;
          own.revenue += amount;
          orders.push(orderOf(sessionId, amount));
        }
      }

      const headers = { authorization: `Bearer ${testSecretKey}` };
      const send = (batch: readonly object[]) =>
        makeOrders(shared)(httpEvent(batchUpsertOrders, { headers, body: { orders: batch } }), testContext);
      await send(orders.slice(0, 5));
      const stream = shuffled([...events, ...events, ...events]);
      const half = Math.floor(stream.length / 2);
      crash.dies = true;
      expect((await aggregate(kinesisEventOfShopEvents(stream.slice(0, half)))).batchItemFailures).not.toEqual([]);
      crash.dies = false;
      await aggregate(kinesisEventOfShopEvents(stream.slice(0, half)));
      await send(orders);
      await aggregate(kinesisEventOfShopEvents(stream.slice(half)));

      const request = httpEvent(getExperimentResults, { ...asMember, params: { experimentId } });
      const results = jsonBody<{
        variants: {
          variant: string;
          units: number;
          metrics: Record<'conversion' | 'revenue' | 'clicks', { value: number }>;
        }[];
      }>(await makeResults(shared)(request, testContext));
      const counted = results.variants.map(({ variant, units, metrics: { conversion, revenue, clicks } }) => [
        variant,
        { units, clicks: clicks.value, bought: conversion.value, revenue: revenue.value },
      ]);
      const expected = [...truth].map(([variant, { units, clicks, bought, revenue }]) => [
        variant,
        { units, clicks: clicks / units, bought: bought / units, revenue: revenue / units },
      ]);
      expect(counted).toEqual(expected);
    },
  );
});
