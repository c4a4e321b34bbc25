import fc from 'fast-check';
import type { ShopEvent } from '#core/events/shop-event';
import { assignVariant } from '#core/experiments/assign-variant';
import { countOutcomes, joinChanges, type OutcomeChange, type OutcomeMemory } from '#core/experiments/count-outcomes';
import type { Order } from '#core/orders/order';
import { anExperiment } from '#test/support/experiment-fixtures';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();

const eventAt = (minute: number, change: Partial<ShopEvent>): ShopEvent => ({
  eventId: `event-${minute}-${change.type}`,
  companyId: 'shop',
  type: 'product_view',
  occurredAt: at(minute),
  receivedAt: at(minute),
  sessionId: 's1',
  ...change,
});

const offerEvent = (minute: number, type: ShopEvent['type'], offerId: string, variant = 'b', experimentId = 'e1') =>
  eventAt(minute, {
    type,
    offer: {
      offerId,
      ruleId: 'r1',
      type: 'CROSS_SELL',
      experimentId,
      variant,
      discount: { amount: 0, currency: 'EUR' },
    },
  });

const purchase = (minute: number, orderId: string, amount?: number) =>
  eventAt(minute, { type: 'purchase', orderId, ...(amount && { value: { amount, currency: 'EUR' } }) });

const story = [
  purchase(0, 'before', 700),
  offerEvent(1, 'offer_impression', 'o1'),
  offerEvent(2, 'offer_accept', 'o1'),
  offerEvent(3, 'offer_impression', 'o2'),
  offerEvent(4, 'offer_impression', 'o3', 'a'),
  offerEvent(5, 'offer_impression', 'o4', 'x', 'e2'),
  purchase(6, 'after', 1200),
  purchase(7, 'unpriced'),
];

const only = (changes: readonly OutcomeChange[], experimentId: string) => {
  const found = changes.filter((change) => change.experimentId === experimentId);
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** All changes of batches that come one after the other. */
const countIn = (batches: readonly (readonly ShopEvent[])[]): OutcomeChange[] => {
  let memory: OutcomeMemory | undefined;
  const changes: OutcomeChange[] = [];
  for (const batch of batches) {
    const step = countOutcomes(memory, batch);
    memory = step.memory;
    changes.push(...step.changes);
  }
  return joinChanges(changes);
};

describe('countOutcomes', () => {
  it('counts what a shopper did from the first exposure on, under the variant of that exposure', () => {
    const { changes } = countOutcomes(undefined, story);
    expect(only(changes, 'e1')).toMatchObject({
      variant: 'b',
      segment: 'guest',
      currency: 'EUR',
      sums: { units: 1, conversions: 1, impressions: 2, clicks: 1, orders: 1, revenue: 1200, prior: 700 },
    });
    expect(only(changes, 'e2')).toMatchObject({ variant: 'x', sums: { units: 1, conversions: 1, clicks: 0 } });
  });

  it('gives the same sums in whatever order, in whatever batches and however often the events come', () => {
    const repeated = fc.shuffledSubarray([...story, ...story], { minLength: 16, maxLength: 16 });
    const cuts = fc.array(fc.nat(16), { maxLength: 4 });
    const expected = countOutcomes(undefined, story).changes;
    fc.assert(
      fc.property(repeated, cuts, (events, at) => {
        const edges = [0, ...at.sort((a, b) => a - b), events.length];
        const batches = edges.slice(1).map((edge, index) => events.slice(edges[index], edge));
        expect(countIn(batches)).toEqual(expected);
      }),
    );
  });

  it('changes nothing for events that are about neither experiments nor orders, nor for those of programs', () => {
    const others = [
      eventAt(1, { productId: 'p' }),
      { ...offerEvent(1, 'offer_impression', 'o1'), isBot: true },
      offerEvent(1, 'offer_decline', 'o1'),
    ];
    expect(countOutcomes(undefined, others).changes).toEqual([]);
  });

  it('counts nobody who was not exposed, though an answer came', () => {
    const { changes } = countOutcomes(undefined, [offerEvent(1, 'offer_accept', 'o1'), purchase(2, 'order', 500)]);
    expect(changes).toEqual([]);
  });

  it('believes the server of the store more than a page, and its newest version, in whatever order they come', () => {
    const order = (updatedAt: string, quantity: number): Order => ({
      orderId: 'after',
      status: 'placed',
      currency: 'EUR',
      lines: [{ productId: 'p', quantity, refundedQuantity: 0, unitPrice: { amount: 100, currency: 'EUR' } }],
      orderedAt: at(6),
      updatedAt,
    });
    const [older, newer] = [order(at(10), 1), order(at(20), 2)];
    const page = countOutcomes(undefined, story).memory;
    const late = countOutcomes(undefined, [], [newer, older]).memory;
    const first = countOutcomes(page, [], [older, newer]).memory;
    const expected = [['b', 200]];
    for (const changes of [
      countOutcomes(late, story).changes,
      countOutcomes(undefined, story, [newer, older]).changes,
    ]) {
      const own = only(changes, 'e1');
      expect([[own.variant, own.sums.revenue]]).toEqual(expected);
    }
    expect(first.orders.after).toMatchObject({ amount: 200, updatedAt: at(20) });
  });

  it('exposes by the cart where the experiment says so: a variant without offers counts like the others', () => {
    const experiment = anExperiment('e1', { exposure: 'cart', status: 'RUNNING', startedAt: at(2) });
    const carts = { experiments: [experiment], unitId: 's1' };
    const variant = assignVariant(experiment, 's1')!;
    const added = (minute: number) => eventAt(minute, { type: 'add_to_cart', productId: 'p' });
    const events = [added(1), offerEvent(3, 'offer_impression', 'o1', variant), added(5), purchase(4, 'soon', 300)];
    const all = [...events, purchase(6, 'then', 1200)];
    const own = only(countOutcomes(undefined, all, [], carts).changes, 'e1');
    expect(own).toMatchObject({ variant, sums: { units: 1, impressions: 1, orders: 1, revenue: 1200, prior: 300 } });
    const withoutOffer = countOutcomes(undefined, [added(5), purchase(6, 'then', 1200)], [], carts).changes;
    expect(only(withoutOffer, 'e1')).toMatchObject({ variant, sums: { units: 1, impressions: 0, revenue: 1200 } });
    expect(countOutcomes(undefined, events.slice(0, 2), [], carts).changes).toEqual([]);
    expect(joinChanges(countOutcomes(undefined, [...all].reverse(), [], carts).changes)).toEqual([own]);
    expect(countOutcomes(undefined, [added(5)]).changes).toEqual([]);
  });

  it('moves a shopper who signs in from the guests to the customers', () => {
    const first = countOutcomes(undefined, [offerEvent(1, 'offer_impression', 'o1')]);
    const then = countOutcomes(first.memory, [{ ...purchase(2, 'order', 500), customerId: 'c1' }]);
    const sums = joinChanges([...first.changes, ...then.changes]);
    expect(sums.map(({ segment, sums: { units, revenue } }) => [segment, units, revenue])).toEqual([
      ['customer', 1, 500],
    ]);
  });

  it('holds a flood of offers to what a shopper can see', () => {
    const flood = Array.from({ length: 200 }, (_, index) => offerEvent(1, 'offer_impression', `o${index}`));
    const { memory } = countOutcomes(undefined, flood);
    expect(Object.keys(memory.offers)).toHaveLength(60);
  });
});
