import fc from 'fast-check';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import type { GroupedLog } from '#core/similarity/grouped-log';
import { buildTrainingData, longestGroup, TrainingDataBuilder } from '#core/training/interaction-log';
import { deserialiseTrainingData, serialiseTrainingData } from '#core/training/training-data';
import { anOrder, aProduct, aView } from '#test/support/recommendation-fixtures';

const products = ['a', 'b', 'c', 'd'].map((id) => aProduct(id));
const window = { now: '2026-02-01T00:00:00Z', windowDays: 365 };

const build = (orders: readonly Order[], events: readonly ShopEvent[] = [], overrides = {}) =>
  buildTrainingData({ orders, events, products, ...window, ...overrides });

/** A log as lists of product ids. */
const groupsOf = (log: GroupedLog) =>
  Array.from({ length: log.offsets.length - 1 }, (_, group) =>
    Array.from(log.items.subarray(log.offsets[group], log.offsets[group + 1]), (item) => 'abcd'[item]!).join(''),
  );

const at = (day: number, hour = 0) => `2026-01-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

describe('orders', () => {
  it('become one basket each, in time order with the order of their lines, and one group per customer', () => {
    const data = build([
      anOrder('o2', ['c', 'a'], { orderedAt: at(2), customerId: 'ann' }),
      anOrder('o1', ['b', 'a'], { orderedAt: at(1), customerId: 'ann' }),
      anOrder('o3', ['d'], { orderedAt: at(3), customerId: 'bob' }),
    ]);
    expect(data.productIds).toEqual(['a', 'b', 'c', 'd']);
    expect(groupsOf(data.baskets)).toEqual(['ba', 'ca', 'd']);
    expect(groupsOf(data.customers)).toEqual(['bac', 'd']);
    expect([...data.customers.weights]).toEqual([1, 2, 1, 1]);
    expect([...data.baskets.people]).toEqual([0, 0, 1]);
    expect(data.newestAt).toBe(Date.parse(at(3)));
    expect(data.peopleCount).toBe(2);
  });
  it('of guests are customers of their own', () => {
    const data = build([anOrder('o1', ['a', 'b']), anOrder('o2', ['a', 'c'])]);
    expect(groupsOf(data.customers)).toEqual(['ab', 'ac']);
    expect(data.peopleCount).toBe(2);
  });
  it("of one visit that no event tells of are one person's", () => {
    const data = build([
      anOrder('o1', ['a', 'b'], { sessionId: 's9' }),
      anOrder('o2', ['c'], { sessionId: 's9', orderedAt: at(2) }),
    ]);
    expect(groupsOf(data.customers)).toEqual(['abc']);
    expect([groupsOf(data.sessions), data.peopleCount]).toEqual([[], 1]);
  });
  it('count once, in their newest version', () => {
    const data = build([
      anOrder('o1', ['a', 'b'], { updatedAt: at(1) }),
      anOrder('o1', ['a', 'c'], { updatedAt: at(3) }),
      anOrder('o1', ['a', 'd'], { updatedAt: at(2) }),
    ]);
    expect(groupsOf(data.baskets)).toEqual(['ac']);
    expect(data.ignored.duplicates).toBe(2);
  });
  it('that were cancelled, refunded lines and unknown products are left out', () => {
    const refunded = anOrder('o2', ['a', 'b', 'gone']);
    const [first, ...others] = refunded.lines;
    const data = build([
      anOrder('o1', ['a', 'b'], { status: 'cancelled' }),
      { ...refunded, lines: [{ ...first!, refundedQuantity: 1 }, ...others] },
      anOrder('o3', ['gone']),
    ]);
    expect(groupsOf(data.baskets)).toEqual(['b']);
    expect(data.ignored).toMatchObject({ cancelledOrders: 1, refundedLines: 1, unknownProducts: 2 });
  });
  it('sum the units of repeated lines', () => {
    const data = build([anOrder('o1', ['a', 'a', 'b'])]);
    expect(groupsOf(data.baskets)).toEqual(['ab']);
    expect([...data.baskets.weights]).toEqual([2, 1]);
  });
  it('outside the window, in the future or without a readable time are left out', () => {
    const data = build(
      [
        anOrder('new', ['a', 'b'], { orderedAt: at(20) }),
        anOrder('edge', ['b', 'c'], { orderedAt: at(10) }),
        anOrder('old', ['c', 'd'], { orderedAt: at(9, 23) }),
        anOrder('future', ['a', 'd'], { orderedAt: '2026-02-01T00:00:01Z' }),
        anOrder('odd', ['a', 'd'], { orderedAt: 'yesterday' }),
      ],
      [],
      { windowDays: 10 },
    );
    expect(groupsOf(data.baskets)).toEqual(['bc', 'ab']);
    expect(data.ignored.outsideWindow).toBe(3);
  });
  it('of an old history stay in the window of their own newest, whatever was viewed since', () => {
    const data = build([anOrder('old', ['a', 'b'], { orderedAt: '2011-12-09T12:00:00Z' })], [aView('e1', 'c')], {
      windowDays: 10,
    });
    expect(groupsOf(data.baskets)).toEqual(['ab']);
    expect(groupsOf(data.sessions)).toEqual(['c']);
  });
});

describe('events', () => {
  it('become sessions in order, with a view and an add to cart as one step', () => {
    const data = build(
      [],
      [
        aView('e3', 'b', { occurredAt: at(1, 3) }),
        aView('e1', 'a', { occurredAt: at(1, 1) }),
        aView('e2', 'a', { occurredAt: at(1, 2), type: 'add_to_cart' }),
        aView('e4', 'a', { occurredAt: at(1, 4), type: 'recommendation_click' }),
        aView('e5', 'c', { occurredAt: at(1, 5), type: 'list_impression' }),
        aView('e6', 'c', { occurredAt: at(1, 6), productId: undefined }),
      ],
    );
    expect(groupsOf(data.sessions)).toEqual(['aba']);
    expect([...data.sessions.weights]).toEqual([1.5, 1, 1]);
  });
  it('count once per event id', () => {
    const data = build([], [aView('e1', 'a'), aView('e1', 'a'), aView('e2', 'b')]);
    expect(groupsOf(data.sessions)).toEqual(['ab']);
    expect(data.ignored.duplicates).toBe(1);
  });
  it('without consent teach nothing', () => {
    const data = build(
      [],
      [
        aView('e1', 'a', { consent: { analytics: false } }),
        aView('e2', 'b', { consent: { personalization: false } }),
        aView('e3', 'c', { consent: { analytics: true, marketing: false } }),
      ],
    );
    expect(groupsOf(data.sessions)).toEqual(['c']);
    expect(data.ignored.withoutConsent).toBe(2);
  });
  it('of unknown products, from the future and older than the window are left out', () => {
    const data = build(
      [],
      [
        aView('e1', 'a', { occurredAt: at(20) }),
        aView('e2', 'gone', { occurredAt: at(20) }),
        aView('e3', 'b', { occurredAt: '2030-01-01T00:00:00Z' }),
        aView('e4', 'c', { occurredAt: at(1) }),
      ],
      { windowDays: 10 },
    );
    expect(groupsOf(data.sessions)).toEqual(['a']);
    expect(data.ignored).toMatchObject({ unknownProducts: 1, outsideWindow: 2 });
  });
  it('of a purchase make a basket only where no server order tells it better', () => {
    const purchase = (eventId: string, overrides: Partial<ShopEvent>) =>
      aView(eventId, 'a', { type: 'purchase', productId: undefined, ...overrides });
    const data = build(
      [anOrder('o1', ['a', 'b'])],
      [
        purchase('e1', { orderId: 'o1', productIds: ['c', 'd'] }),
        purchase('e2', { orderId: 'o2', productIds: ['c', 'd', 'gone'] }),
        purchase('e3', { orderId: 'o2', productIds: ['b', 'c', 'd'], occurredAt: at(1, 1) }),
        purchase('e4', { orderId: 'o3', productIds: ['a', 'd'] }),
        aView('e5', 'a', { type: 'refund', orderId: 'o3' }),
        purchase('e6', { productId: 'd' }),
        purchase('e7', {}),
      ],
    );
    expect(groupsOf(data.baskets).sort()).toEqual(['ab', 'bcd', 'd']);
  });
  it('tell whose a session and its purchases are', () => {
    const data = build(
      [anOrder('o1', ['a', 'b'], { sessionId: 's1' }), anOrder('o2', ['c'], { customerId: 'ann' })],
      [
        aView('e1', 'a', { customerId: 'zoe' }),
        aView('e2', 'b', { customerId: 'ann' }),
        aView('e3', 'c', { sessionId: 's2' }),
      ],
    );
    expect(groupsOf(data.customers)).toEqual(['abc']);
    expect(data.peopleCount).toBe(2);
    expect([...data.sessions.people]).toEqual([0, 1]);
  });
  it('count once, whether they are told again at once or thousands of events later', () => {
    const events = Array.from({ length: 1500 }, (_, index) => aView(`e${index}`, 'abcd'[index % 4]!));
    const data = build([], [...events, ...events, ...events.slice(0, 3)]);
    expect(data.ignored.duplicates).toBe(1503);
    expect(data.sessions.weights.reduce((sum, views) => sum + views, 0)).toBe(events.length);
  });
  it('of a robot are cut to the newest of a long session', () => {
    const start = Date.parse(at(1));
    const events = Array.from({ length: longestGroup.sessions + 5 }, (_, index) =>
      aView(`e${index}`, 'abcd'[index % 4]!, { occurredAt: new Date(start + index * 1000).toISOString() }),
    );
    const { sessions } = build([], events);
    expect(sessions.items.length).toBe(longestGroup.sessions);
    expect(sessions.times.at(-1)).toBe(start + (longestGroup.sessions + 4) * 1000);
  });
  it('of a robot are cut by steps, not by events, and the other sessions stay whole', () => {
    const start = Date.parse(at(1));
    const events = Array.from({ length: 2 * longestGroup.sessions + 6 }, (_, index) =>
      aView(`e${index}`, 'abcd'[Math.floor(index / 2) % 4]!, {
        occurredAt: new Date(start + index * 1000).toISOString(),
      }),
    );
    const { sessions } = build([], [...events, aView('last', 'd', { sessionId: 's2', occurredAt: at(3) })]);
    expect([...sessions.offsets]).toEqual([0, longestGroup.sessions, longestGroup.sessions + 1]);
    expect([...new Set(sessions.weights)]).toEqual([2, 1]);
    expect(sessions.times[0]).toBe(start + 6000);
  });
  it('grow their memory beyond the first thousands', () => {
    const events = Array.from({ length: 3000 }, (_, index) =>
      aView(`e${index}`, 'abcd'[Math.floor(index / 1000)]!, { sessionId: `s${index % 1000}` }),
    );
    expect(build([], events).sessions.items.length).toBe(3000);
  });
});

describe('for any records', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((one) => at(one));
  const order = fc.record({
    id: fc.integer({ min: 0, max: 5 }),
    ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'gone'), { maxLength: 4 }),
    orderedAt: day,
    updatedAt: day,
    status: fc.constantFrom('placed', 'placed', 'cancelled' as const),
    customerId: fc.option(fc.constantFrom('ann', 'bob'), { nil: undefined }),
    sessionId: fc.option(fc.constantFrom('s1', 's2'), { nil: undefined }),
  });
  const event = fc.record({
    type: fc.constantFrom('product_view', 'add_to_cart', 'purchase' as const),
    productId: fc.constantFrom('a', 'b', 'c', 'd'),
    sessionId: fc.constantFrom('s1', 's2', 's3'),
    occurredAt: day,
    customerId: fc.option(fc.constantFrom('ann', 'bob'), { nil: undefined }),
  });
  const records = fc
    .tuple(fc.array(order, { maxLength: 10 }), fc.array(event, { maxLength: 20 }))
    .map(
      ([orders, events]) =>
        [
          orders.map(({ id, ids, ...rest }) => anOrder(`o${id}`, ids, rest)),
          events.map(({ productId, ...rest }, index) => aView(`e${index}`, productId, rest)),
        ] as const,
    );
  it('the order of arrival, the order of the catalog and replays change no byte of the logs', () => {
    fc.assert(
      fc.property(records, fc.infiniteStream(fc.nat()), ([orders, events], keys) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => [keys.next().value ?? 0, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
        const logsOf = (data: ReturnType<typeof build>) =>
          serialiseTrainingData({
            ...data,
            ignored: { ...data.ignored, duplicates: 0, unknownProducts: 0, refundedLines: 0 },
          });
        const builder = new TrainingDataBuilder(['d', 'b', 'a', 'c', 'a'], window);
        for (const one of shuffled([...events, ...events])) builder.addEvent(one);
        for (const one of shuffled([...orders, ...orders])) builder.addOrder(one);
        expect(logsOf(builder.finish())).toEqual(logsOf(build(orders, events)));
      }),
    );
  });
  it('serialised data comes back equal', () => {
    fc.assert(
      fc.property(records, ([orders, events]) => {
        const data = build(orders, events);
        expect(deserialiseTrainingData(serialiseTrainingData(data))).toEqual(data);
      }),
    );
  });
});

it('an empty store has empty logs', () => {
  const data = build([]);
  expect([groupsOf(data.baskets), groupsOf(data.sessions), data.newestAt]).toEqual([[], [], 0]);
});

it.each([
  [{ now: 'today', windowDays: 1 }, 'now is not an ISO-8601 time: today'],
  [{ now: window.now, windowDays: 0 }, 'windowDays must be above 0, not 0'],
  [{ now: window.now, windowDays: Number.NaN }, 'windowDays must be above 0, not NaN'],
])('refuses %j', (bad, message) => expect(() => new TrainingDataBuilder([], bad)).toThrow(message));
