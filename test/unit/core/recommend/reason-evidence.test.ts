import fc from 'fast-check';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { rankRecommendations } from '#core/recommend/recommend';
import { decodeRow, encodeRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { assembleRows } from '#core/training/assemble-rows';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainRelation } from '#core/training/train-relation';
import { anOrder, aProduct, aRequest, aView } from '#test/support/recommendation-fixtures';

/** Every count of a reason is counted again here, by hand, from the raw orders and events. */

const names = ['a', 'b', 'c', 'd', 'e'];
const shop = names.map((id, index) => aProduct(id, { title: `Thing number ${index} ${id}` }));
const window = { now: '2026-02-01T00:00:00Z', windowDays: 365 };

interface Person {
  readonly baskets: readonly (readonly string[])[];
  readonly visit: readonly string[];
}

const person: fc.Arbitrary<Person> = fc.record({
  baskets: fc.array(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
  visit: fc.array(fc.constantFrom(...names), { maxLength: 6 }),
});

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

const rawOf = (people: readonly Person[]): { orders: Order[]; events: ShopEvent[] } => ({
  orders: people.flatMap(({ baskets }, who) =>
    baskets.map((ids, index) =>
      anOrder(`o${who}-${index}`, ids, { customerId: `customer${who}`, orderedAt: at(who * 10 + index) }),
    ),
  ),
  events: people.flatMap(({ visit }, who) =>
    visit.map((id, index) =>
      aView(`e${who}-${index}`, id, {
        sessionId: `session${who}`,
        customerId: `customer${who}`,
        occurredAt: at(who * 10 + index),
      }),
    ),
  ),
});

const rowOf = (people: readonly Person[], source: string) => {
  const data = buildTrainingData({ ...rawOf(people), products: shop, ...window });
  const trained = relations.map((relation) => trainRelation(relation, data, shop, defaultTrainingParameters));
  const assembly = { modelVersion: 'm1', productIds: data.productIds, catalog: shop, trained, logs: data };
  const row = [...assembleRows(assembly)].find(({ productId }) => productId === source)!;
  return decodeRow(encodeRow(row), source);
};

const reasonsOf = (people: readonly Person[], source: string, placement: 'frequently-viewed' | 'hybrid') =>
  rankRecommendations(
    aRequest(shop, {
      placement,
      source: shop.find(({ productId }) => productId === source),
      row: rowOf(people, source),
    }),
  ).items;

const holds = (list: readonly string[], ...ids: string[]): boolean => ids.every((id) => list.includes(id));

/** The first other product after any view of the source. */
const nextAfter = (visit: readonly string[], source: string): Set<string | undefined> =>
  new Set(
    visit.flatMap((id, index) => (id === source ? [visit.slice(index + 1).find((other) => other !== source)] : [])),
  );

const enough = fc.array(person, { minLength: 5, maxLength: 30 });

it('orders together, of each and in all are those of the raw orders', () => {
  let quoted = 0;
  fc.assert(
    fc.property(enough, fc.constantFrom(...names), (people, source) => {
      const baskets = people.flatMap((one) => one.baskets);
      for (const { productId, reason } of reasonsOf(people, source, 'hybrid')) {
        if (reason.code !== 'bought-together' || reason.evidence.orders === undefined) continue;
        quoted += 1;
        const buyers = people.filter((one) => one.baskets.some((basket) => holds(basket, source, productId)));
        expect(buyers.length).toBeGreaterThanOrEqual(5);
        expect(reason.evidence).toEqual({
          ordersTogether: baskets.filter((basket) => holds(basket, source, productId)).length,
          orders: baskets.filter((basket) => holds(basket, source)).length,
          ordersOfOther: baskets.filter((basket) => holds(basket, productId)).length,
          ordersInAll: baskets.length,
        });
        const { ordersTogether: both = 0, orders = 0, ordersOfOther = 0, ordersInAll = 0 } = reason.evidence;
        const times = (both * ordersInAll) / (orders * ordersOfOther);
        expect(reason.text.includes('more than chance')).toBe(times >= 1.5);
        if (times >= 1.5) expect(reason.text).toContain(`(${String(Math.round(times * 10) / 10)}×`);
      }
    }),
  );
  expect(quoted).toBeGreaterThan(20);
});

it('visits to both, to the source, and in which the product came next are those of the raw views', () => {
  let quoted = 0;
  fc.assert(
    fc.property(enough, fc.constantFrom(...names), (people, source) => {
      const visits = people.map(({ visit }) => visit);
      for (const { productId, reason } of reasonsOf(people, source, 'frequently-viewed')) {
        if (reason.code !== 'also-viewed' || reason.evidence.visits === undefined) continue;
        quoted += 1;
        const next = visits.filter((visit) => nextAfter(visit, source).has(productId)).length;
        expect(reason.evidence).toEqual({
          visitsToBoth: visits.filter((visit) => holds(visit, source, productId)).length,
          visits: visits.filter((visit) => holds(visit, source)).length,
          ...(next >= 5 && { visitsNext: next }),
        });
      }
    }),
  );
  expect(quoted).toBeGreaterThan(20);
});
