import fc from 'fast-check';
import { makeCounterStore } from '#adapters/dynamodb/counter-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { eventIdentity } from '#core/events/event-identity';
import type { ShopEvent } from '#core/events/shop-event';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
const date = '2026-11-20';
const settings = { timeZone: 'UTC', attribution: defaultAttributionSettings, holdOut: defaultHoldOutSettings };
let companies = 0;

const event = (companyId: string, eventId: string, extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId,
  companyId,
  type: 'product_view',
  occurredAt: now,
  receivedAt: now,
  sessionId: 's1',
  productId: 'p1',
  ...extra,
});

/** A company of its own for each test, since they share a table. */
const setUp = (table: Table) => {
  const companyId = `shop-${++companies}`;
  const store = makeShopperStore(table);
  const apply = (events: readonly ShopEvent[], counterShard = 0) => {
    const bySession = Map.groupBy(events, ({ sessionId }) => sessionId);
    const sessions = [...bySession].map(([sessionId, ofSession]) => ({ sessionId, events: ofSession }));
    return store.apply({ companyId, sessions, counterShard, ...settings, now });
  };
  const counters = async () => (await makeCounterStore(table).days(companyId, [date]))[0];
  return { companyId, store, apply, counters };
};

describe('the shopper store', () => {
  const onTable = withTable();

  onTable('counts an event once, however often it is applied', async (table) => {
    const { companyId, apply, counters } = setUp(table);
    const events = [
      event(companyId, 'e1'),
      event(companyId, 'e2', { type: 'recommendation_click', productId: 'p2', recommendationId: 'rec_1' }),
    ];
    expect(await apply(events)).toMatchObject({ duplicates: 0 });
    expect(await apply(events)).toEqual({ fresh: [], duplicates: 2 });
    expect(await apply([...events, event(companyId, 'e3')])).toMatchObject({ duplicates: 2 });
    expect(await counters()).toMatchObject({ views: 2, clicks: 1, impressions: 0, addsToCart: 0 });
  });

  onTable('counts what robots do as nothing but robots’ events, each once', async (table) => {
    const { companyId, store, apply, counters } = setUp(table);
    const robot = event(companyId, 'e1', { isBot: true, customerId: 'c1' });
    expect(await apply([robot, robot])).toEqual({ fresh: [], duplicates: 1 });
    expect(await apply([robot, event(companyId, 'e2', { productId: 'p2' })])).toMatchObject({ duplicates: 1 });
    expect(await counters()).toMatchObject({ views: 1 });
    expect((await makeCounterStore(table).quality(companyId, [date]))[0]?.flagged).toMatchObject({ bots: 1 });
    expect((await store.shopper(companyId, { sessionId: 's1' })).session?.viewedProductIds).toEqual(['p2']);
    expect((await store.shopper(companyId, { customerId: 'c1' })).customer).toBeUndefined();
  });

  onTable('tells the lists of a session by time, each once and in whatever order they came (D10)', async (table) => {
    const { companyId, store, apply } = setUp(table);
    const shown = (minute: number): ShopEvent =>
      event(companyId, `shown-${minute}`, {
        type: 'recommendation_impression',
        occurredAt: `2026-11-20T09:${minute}:00.000Z`,
        recommendationId: `rec_${minute}`,
        placement: 'product',
        productIds: ['a', 'b'],
      });
    await apply([shown(30)]);
    await apply([shown(10), shown(30), shown(20), { ...shown(40), isBot: true }]);
    const list = (minute: number) => ({
      shownAt: `2026-11-20T09:${minute}:00.000Z`,
      recommendationId: `rec_${minute}`,
      placement: 'product',
      productIds: ['a', 'b'],
    });
    const lists = (from: number, until: number) =>
      store.listsShown(companyId, 's1', `2026-11-20T09:${from}:00.000Z`, `2026-11-20T09:${until}:00.000Z`);
    expect(await lists(10, 59)).toEqual([list(30), list(20), list(10)]);
    expect(await lists(20, 30)).toEqual([list(20)]);
    expect(await store.listsShown(companyId, 'nobody', '2026', '2027')).toEqual([]);
  });

  onTable('counts wrong clocks and clicks on nothing that was served', async (table) => {
    const { companyId, apply } = setUp(table);
    const events = [
      event(companyId, 'e1', { isClockCorrected: true }),
      event(companyId, 'e2', { type: 'recommendation_click' }),
      event(companyId, 'e3', { type: 'recommendation_click', recommendationId: 'rec_1' }),
    ];
    await apply(events);
    await apply(events);
    const [quality] = await makeCounterStore(table).quality(companyId, [date]);
    expect(quality?.flagged).toEqual({ bots: 0, clockCorrected: 1, orphanClicks: 1, orphanAccepts: 0 });
  });

  onTable('knows an id again for as long as its event can be taken, in whichever batch it comes', async (table) => {
    const companyId = `shop-${++companies}`;
    const store = makeShopperStore(table);
    const applyAt = (at: string, events: readonly ShopEvent[]) =>
      store.apply({ companyId, sessions: [{ sessionId: 's1', events }], counterShard: 0, ...settings, now: at });
    const first = event(companyId, 'e1');
    await applyAt(now, [first]);
    for (const day of ['22', '24', '26'])
      await applyAt(`2026-11-${day}T10:00:00.000Z`, [event(companyId, `on-${day}`)]);
    const sevenDaysOn = '2026-11-27T10:00:00.000Z';
    expect(await applyAt(sevenDaysOn, [{ ...first, receivedAt: sevenDaysOn }])).toEqual({ fresh: [], duplicates: 1 });
  });

  onTable('equals a recount of the archive, however the events are cut, repeated, mixed and flagged', async (table) => {
    const anEvent = fc.record({
      id: fc.nat(9),
      session: fc.nat(3),
      isBot: fc.boolean(),
    });
    const deliveries = fc.array(fc.array(anEvent, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (batches) => {
        const { companyId, apply, counters } = setUp(table);
        const archive = batches.map((batch) =>
          batch.map(({ id, session, isBot }) => {
            // What an event is belongs to its id; whether a copy was flagged does not.
            const kind = (['product_view', 'recommendation_impression', 'recommendation_click'] as const)[id % 3]!;
            const extra = { sessionId: `s${session}`, type: kind, recommendationId: 'rec_1' } as const;
            return event(companyId, `e${id}`, { ...extra, ...(isBot && { isBot }) });
          }),
        );
        for (const batch of [...archive, ...archive.slice(-2)]) await apply(batch);
        const shoppers = archive.flat().filter(({ isBot }) => !isBot);
        const recounted = [...new Map(shoppers.map((one) => [eventIdentity(one), one])).values()];
        const count = (type: ShopEvent['type']) => recounted.filter((one) => one.type === type).length;
        expect(await counters()).toMatchObject({
          views: count('product_view'),
          impressions: count('recommendation_impression'),
          clicks: count('recommendation_click'),
        });
      }),
      { numRuns: 15 },
    );
  });

  onTable('counts exactly once when the same events are applied by many at the same time', async (table) => {
    const { companyId, apply, counters } = setUp(table);
    const batches = Array.from({ length: 4 }, (_, batch) =>
      Array.from({ length: 5 }, (__, index) => event(companyId, `e${batch * 3 + index}`)),
    );
    await Promise.all(batches.map((events, writer) => apply(events, writer % 2)));
    // Batches overlap by two ids: 4 × 5 events, 14 distinct.
    expect(await counters()).toMatchObject({ views: 14 });
  });

  onTable('counts an id that comes twice in one batch once', async (table) => {
    const { companyId, apply, counters } = setUp(table);
    expect(await apply([event(companyId, 'e1'), event(companyId, 'e1')])).toMatchObject({ duplicates: 1 });
    expect(await counters()).toMatchObject({ views: 1 });
  });

  onTable('remembers what the session and its customer looked at and put in the cart', async (table) => {
    const { companyId, store, apply } = setUp(table);
    await apply([
      event(companyId, 'e1', { customerId: 'c1' }),
      event(companyId, 'e2', { type: 'add_to_cart', productId: 'p2' }),
    ]);
    expect((await store.shopper(companyId, { sessionId: 's1' })).session).toEqual({
      viewedProductIds: ['p1'],
      cartProductIds: ['p2'],
    });
    expect((await store.shopper(companyId, { customerId: 'c1' })).customer).toEqual({
      viewedProductIds: ['p1'],
      cartProductIds: [],
    });
    expect((await store.shopper(companyId, { sessionId: 'other' })).session).toBeUndefined();
  });

  onTable('applies many sessions and their customers together, each event once', async (table) => {
    const { companyId, store, apply, counters } = setUp(table);
    const events = Array.from({ length: 50 }, (_, index) =>
      event(companyId, `e${index}`, {
        sessionId: `s${index % 25}`,
        customerId: `c${index % 5}`,
        productId: `p${index}`,
      }),
    );
    expect(await apply(events)).toMatchObject({ duplicates: 0 });
    expect(await apply([...events, event(companyId, 'new', { sessionId: 's3' })])).toMatchObject({ duplicates: 50 });
    expect(await counters()).toMatchObject({ views: 51 });
    expect((await store.shopper(companyId, { sessionId: 's7' })).session?.viewedProductIds.toSorted()).toEqual([
      'p32',
      'p7',
    ]);
    expect((await store.shopper(companyId, { customerId: 'c4' })).customer?.viewedProductIds).toHaveLength(10);
  });

  onTable('counts sessions once that write more than a transaction takes', async (table) => {
    const { companyId, store, apply, counters } = setUp(table);
    const events = Array.from({ length: 150 }, (_, index) =>
      event(companyId, `e${index}`, { sessionId: `s${index % 25}`, customerId: `c${index}`, productId: `p${index}` }),
    );
    expect((await apply(events)).fresh).toHaveLength(150);
    expect(await apply(events)).toEqual({ fresh: [], duplicates: 150 });
    expect(await counters()).toMatchObject({ views: 150 });
    expect((await store.shopper(companyId, { customerId: 'c149' })).customer?.viewedProductIds).toEqual(['p149']);
  });

  onTable("keeps one company's sessions from another with the same ids", async (table) => {
    const first = setUp(table);
    const second = setUp(table);
    await first.apply([event(first.companyId, 'e1')]);
    expect((await second.store.shopper(second.companyId, { sessionId: 's1' })).session).toBeUndefined();
    expect(await second.counters()).toMatchObject({ views: 0 });
  });
});
