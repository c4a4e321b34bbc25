import fc from 'fast-check';
import { makeOfferEventStore } from '#adapters/dynamodb/offer-event-store';
import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import type { Table } from '#adapters/dynamodb/table';
import type { OfferFeedback, ShopEvent } from '#core/events/shop-event';
import { eurProduct } from '#test/support/offer-fixtures';
import { anOrder } from '#test/support/recommendation-fixtures';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
const date = '2026-11-20';
const eur = (amount: number) => ({ amount, currency: 'EUR' });
let companies = 0;

type OfferEventType = 'offer_impression' | 'offer_accept' | 'offer_decline';

const offerEvent = (type: OfferEventType, offerId: string, extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId: `${type}-${offerId}`,
  companyId: 'shop',
  type,
  occurredAt: now,
  receivedAt: now,
  sessionId: 's1',
  offer: { offerId, ruleId: 'r1', type: 'CROSS_SELL', discount: eur(150), ...extra.offer },
  ...extra,
});

const feedback = (offerId: string, extra: Partial<OfferFeedback> = {}): OfferFeedback => ({
  offerId,
  ruleId: 'r1',
  type: 'CROSS_SELL',
  discount: eur(150),
  ...extra,
});

const setUp = (table: Table) => {
  const companyId = `offers-${++companies}`;
  const store = makeOfferEventStore(table);
  const apply = (events: readonly ShopEvent[], counterShard = 0) =>
    store.apply({ companyId, sessionId: events[0]?.sessionId ?? 's1', events, counterShard, now });
  const sums = () => store.days(companyId, 'r1', date, date);
  const read = (reads: object) =>
    makeOfferDataReader(table).read(companyId, {
      productIds: [],
      subscriptionIds: [],
      forecastIds: [],
      budgetRuleIds: ['r1'],
      sessionId: 's1',
      ...reads,
    });
  return { companyId, store, apply, sums, read };
};

describe('the offer event store', () => {
  const onTable = withTable();

  onTable('counts an impression and its accept once, however often and together they come', async (table) => {
    const { apply, sums, read } = setUp(table);
    const events = [
      offerEvent('offer_impression', 'off_1'),
      offerEvent('offer_accept', 'off_1', { orderId: 'o1', offer: feedback('off_1', { value: eur(900) }) }),
    ];
    expect(await apply(events)).toEqual({ impressions: 1, accepts: 1, declines: 0, orphans: 0 });
    expect(await apply(events)).toEqual({ impressions: 0, accepts: 0, declines: 0, orphans: 0 });
    await Promise.all([apply(events, 1), apply(events, 2), apply([...events, ...events], 3)]);
    expect(await sums()).toEqual([
      {
        date,
        variant: null,
        impressions: 1,
        accepts: 1,
        declines: 0,
        orphans: 0,
        value: [eur(900)],
        discount: [eur(150)],
      },
    ]);
    expect((await read({})).usage.get('r1')).toEqual({ accepts: 1, discounts: { EUR: 150 } });
  });

  onTable('remembers a decline for session and customer', async (table) => {
    const { apply, read } = setUp(table);
    const customer = { customerId: 'c1' };
    await apply([
      offerEvent('offer_impression', 'off_1', customer),
      offerEvent('offer_impression', 'off_2', customer),
      offerEvent('offer_decline', 'off_2', customer),
    ]);
    const history = { r1: { shown: 2, declinedAt: now } };
    expect((await read({ customerId: 'c1' })).history).toEqual({ session: history, customer: history });
    expect((await read({ customerId: 'c1', sessionId: 's2' })).history).toEqual({ session: {}, customer: history });
  });

  onTable('counts answers without an impression apart, and into the rates once it comes', async (table) => {
    const { apply, sums } = setUp(table);
    expect(await apply([offerEvent('offer_accept', 'off_1')])).toMatchObject({ accepts: 0, orphans: 1 });
    expect(await sums()).toMatchObject([{ impressions: 0, accepts: 0, orphans: 1, discount: [] }]);
    expect(await apply([offerEvent('offer_impression', 'off_1')])).toMatchObject({ impressions: 1, accepts: 1 });
    expect(await sums()).toMatchObject([{ impressions: 1, accepts: 1, orphans: 1, discount: [eur(150)] }]);
  });

  onTable('fills in an order and a value that come later, once', async (table) => {
    const { companyId, store, apply, sums } = setUp(table);
    await apply([offerEvent('offer_impression', 'off_1'), offerEvent('offer_accept', 'off_1')]);
    const later = offerEvent('offer_accept', 'off_1', {
      orderId: 'o1',
      offer: feedback('off_1', { value: eur(700) }),
    });
    await apply([later]);
    await apply([{ ...later, orderId: 'o2', offer: feedback('off_1', { value: eur(1) }) }]);
    expect(await sums()).toMatchObject([{ accepts: 1, value: [eur(700)] }]);
    expect(await store.ofSession(companyId, 's1')).toMatchObject([{ orderId: 'o1', value: eur(700) }]);
  });

  onTable('finds impressions by rule and time over all shards (D4), and by session (D5)', async (table) => {
    const { companyId, store, apply } = setUp(table);
    const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;
    const shown = Array.from({ length: 40 }, (_, minute) =>
      offerEvent('offer_impression', `off_${minute}`, { occurredAt: at(minute), sessionId: `s${minute % 2}` }),
    );
    await apply(shown.filter(({ sessionId }) => sessionId === 's0'));
    await apply(shown.filter(({ sessionId }) => sessionId === 's1'));
    await apply([offerEvent('offer_impression', 'off_other', { offer: feedback('off_other', { ruleId: 'r2' }) })]);
    const window = { from: at(10), until: at(20), limit: 100 };
    const found = await store.ofRule(companyId, 'r1', window);
    expect(found.map(({ shownAt }) => shownAt)).toEqual(Array.from({ length: 10 }, (_, index) => at(10 + index)));
    expect((await store.ofRule(companyId, 'r1', { ...window, limit: 3 })).map(({ shownAt }) => shownAt)).toEqual([
      at(10),
      at(11),
      at(12),
    ]);
    expect(await store.ofSession(companyId, 's0')).toHaveLength(20);
  });

  onTable('adds up the shards of a day, apart for each variant', async (table) => {
    const { apply, sums } = setUp(table);
    const shown = (offerId: string, sessionId: string, variant?: string) =>
      offerEvent('offer_impression', offerId, { sessionId, offer: feedback(offerId, variant ? { variant } : {}) });
    await apply([shown('off_1', 's1', 'a')], 0);
    await apply([shown('off_2', 's2', 'a')], 3);
    await apply([shown('off_3', 's3')], 1);
    expect((await sums()).map(({ variant, impressions }) => [variant, impressions])).toEqual([
      [null, 1],
      ['a', 2],
    ]);
  });

  onTable('ends with the same sums whatever the cuts and repetitions of the stream', async (table) => {
    const events = ['off_1', 'off_2', 'off_3'].flatMap((offerId) => [
      offerEvent('offer_impression', offerId),
      offerEvent(offerId === 'off_2' ? 'offer_decline' : 'offer_accept', offerId),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: events.length }), { maxLength: 6 }), async (ends) => {
        const { apply, sums } = setUp(table);
        for (const end of ends) await apply(events.slice(0, end));
        await apply(events);
        expect(await sums()).toMatchObject([{ impressions: 3, accepts: 2, declines: 1, orphans: 0 }]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the offer data reader', () => {
  const onTable = withTable();

  onTable('reads cards, orders and segments of a cart, and keeps only products in memory', async (table) => {
    const companyId = `offers-${++companies}`;
    const products = makeProductStore(table);
    await products.upsertMany(companyId, [eurProduct('a', 1000)]);
    await makeOrderStore(table).upsertMany(companyId, [
      anOrder('o1', ['a'], { customerId: 'c1', currency: 'EUR' }),
      anOrder('o2', ['a', 'b'], { customerId: 'c1', currency: 'EUR', status: 'cancelled' }),
    ]);
    const reader = makeOfferDataReader(table);
    const reads = {
      productIds: ['a', 'b'],
      subscriptionIds: ['a'],
      forecastIds: [],
      budgetRuleIds: [],
      customerId: 'c1',
    };
    const first = await reader.read(companyId, reads);
    expect([...first.cards.keys()]).toEqual(['a']);
    expect(first.totals).toEqual({ orders: 1, spent: { EUR: 1000 }, lastOrderAt: '2026-01-01T00:00:00Z' });
    await products.upsertMany(companyId, [eurProduct('a', 2000, { updatedAt: '2026-12-01T00:00:00.000Z' })]);
    const second = await reader.read(companyId, reads);
    expect(second.cards.get('a')?.prices).toEqual([eur(1000)]);
    const fresh = await makeOfferDataReader(table).read(companyId, reads);
    expect(fresh.cards.get('a')?.prices).toEqual([eur(2000)]);
  });

  onTable(
    'counts an order once in what a customer spent, and takes back what is refunded or cancelled',
    async (table) => {
      const companyId = `offers-${++companies}`;
      const orders = makeOrderStore(table);
      const totals = async () => {
        const reads = { productIds: [], subscriptionIds: [], forecastIds: [], budgetRuleIds: [], customerId: 'c1' };
        const { orders: count, spent } = (await makeOfferDataReader(table).read(companyId, reads)).totals;
        return [count, spent.GBP ?? 0];
      };
      const [o1, o2] = [anOrder('o1', ['a', 'b'], { customerId: 'c1' }), anOrder('o2', ['a'], { customerId: 'c1' })];
      await orders.upsertMany(companyId, [o1, o2, o1]);
      await orders.upsertMany(companyId, [o1]);
      expect(await totals()).toEqual([2, 3000]);
      const lines = [{ productId: 'b', quantity: 1 }];
      const refund = { refundId: 'f1', lines, refundedAt: '2026-02-01T00:00:00Z' };
      await orders.refund(companyId, 'o1', refund);
      await orders.refund(companyId, 'o1', refund);
      expect(await totals()).toEqual([2, 2000]);
      await orders.cancel(companyId, 'o2', '2026-03-01T00:00:00Z');
      await orders.cancel(companyId, 'o2', '2026-03-01T00:00:00Z');
      expect(await totals()).toEqual([1, 1000]);
    },
  );
});
