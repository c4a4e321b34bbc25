import fc from 'fast-check';
import type { ShopEvent } from '#core/events/shop-event';
import { packSignals, type Signal } from '#core/live/live-signals';
import { rememberPerson } from '#core/live/person-memory';
import { trendingProducts } from '#core/live/trending';
import { learnBatches, liveNow, liveNowMs, viewAt } from '#test/support/live-events';

const shopEvent = fc
  .record({
    session: fc.nat(5),
    product: fc.nat(6),
    minutesAgo: fc.integer({ min: 0, max: 400 }),
    customer: fc.option(fc.nat(2), { nil: undefined }),
    kind: fc.constantFrom('view', 'order'),
    order: fc.nat(3),
  })
  .map(({ session, product, minutesAgo, customer, kind, order }): ShopEvent => {
    const extra = customer === undefined ? {} : { customerId: `c${customer}` };
    const seen = viewAt(`s${session}`, `p${product}`, minutesAgo, extra);
    const products = [`p${product}`, `p${(product + 1) % 7}`, `p${(product + order) % 7}`];
    return kind === 'view' ? seen : { ...seen, type: 'purchase', orderId: `o${order}`, productIds: products };
  });

const countOf = (signals: Iterable<Signal>, kind: Signal['kind'], ...ids: string[]): number => {
  let sum = 0;
  for (const signal of signals) if (signal.kind === kind && signal.ids.join() === ids.join()) sum += signal.count;
  return sum;
};

/** The same events in another order, cut elsewhere, some of them twice. */
const delivered = fc.array(shopEvent, { minLength: 1, maxLength: 40 }).chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.shuffledSubarray([...events, ...events.slice(0, 10)], {
      minLength: events.length + Math.min(10, events.length),
    }),
    fc.integer({ min: 1, max: 9 }),
  ),
);

const cut = (events: readonly ShopEvent[], size: number): ShopEvent[][] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, at) => events.slice(at * size, (at + 1) * size));

it('the same events give the same counts and the same trends, in any order, cut and repetition', () => {
  fc.assert(
    fc.property(delivered, ([events, again, size]) => {
      const once = learnBatches([events]);
      const mixed = learnBatches(cut(again, size));
      expect(packSignals(mixed)).toBe(packSignals(once));
      expect(trendingProducts(mixed, undefined, liveNowMs)).toEqual(trendingProducts(once, undefined, liveNowMs));
    }),
    { numRuns: 200 },
  );
});

it('counts equal a recount: people of a product and of a pair, each once a day', () => {
  fc.assert(
    fc.property(fc.array(shopEvent, { minLength: 1, maxLength: 40 }), (events) => {
      const signals = [...learnBatches(cut(events, 3)).values()];
      const seen = new Map<string, Set<string>>();
      for (const { type, sessionId, customerId, productId, receivedAt } of events) {
        if (type !== 'product_view') continue;
        const person = `${customerId ?? `session ${sessionId}`} ${receivedAt.slice(0, 10)}`;
        seen.set(person, (seen.get(person) ?? new Set()).add(productId!));
      }
      const peopleOf = (...ids: string[]) => [...seen.values()].filter((own) => ids.every((id) => own.has(id))).length;
      expect(countOf(signals, 'view')).toBe(seen.size);
      for (const a of ['p0', 'p1', 'p2']) {
        expect(countOf(signals, 'view', a)).toBe(peopleOf(a));
        for (const b of ['p3', 'p4', 'p5', 'p6']) expect(countOf(signals, 'co-view', a, b)).toBe(peopleOf(a, b));
      }
    }),
    { numRuns: 100 },
  );
});

it('ten thousand views of one session count as one person', () => {
  const hammering = Array.from({ length: 10_000 }, (_, at) => viewAt('robot', 'p1', at % 600));
  const signals = [...learnBatches(cut(hammering, 500)).values()];
  expect(countOf(signals, 'view', 'p1')).toBe(1);
});

it('a customer counts once over many sessions', () => {
  const events = Array.from({ length: 30 }, (_, at) => viewAt(`s${at}`, 'p1', at, { customerId: 'ann' }));
  expect(countOf(learnBatches(cut(events, 4)).values(), 'view', 'p1')).toBe(1);
});

it.each<[string, Partial<ShopEvent>]>([
  ['robots', { isBot: true }],
  ['people who refuse personalisation', { consent: { personalization: false } }],
  ['people who refuse analytics', { consent: { analytics: false } }],
])('%s teach nothing', (_, extra) => {
  expect(learnBatches([[viewAt('s1', 'p1', 0, extra), viewAt('s1', 'p2', 0, extra)]]).size).toBe(0);
});

it('an order that is told twice counts once, with the products of the first word', () => {
  const order = (minutesAgo: number, productIds: string[]): ShopEvent => ({
    ...viewAt('s1', 'p1', minutesAgo),
    type: 'purchase',
    orderId: 'o1',
    productIds,
  });
  const signals = [...learnBatches([[order(5, ['a', 'b'])], [order(9, ['b', 'c', 'b'])]]).values()];
  expect([countOf(signals, 'co-buy', 'a', 'b'), countOf(signals, 'co-buy', 'b', 'c')]).toEqual([0, 1]);
  expect([countOf(signals, 'buy'), countOf(signals, 'buy', 'b')]).toEqual([1, 1]);
});

it('memory forgets the day before yesterday and never grows beyond its limits', () => {
  const old = viewAt('s1', 'old', 3 * 1440);
  const many = Array.from({ length: 500 }, (_, at) => viewAt('s1', `p${at}`, at % 60));
  const memory = rememberPerson(rememberPerson({}, [old], old.receivedAt), many, liveNow);
  expect(Object.keys(memory)).toEqual([liveNow.slice(0, 10)]);
  expect(memory[liveNow.slice(0, 10)]?.views).toHaveLength(60);
});
