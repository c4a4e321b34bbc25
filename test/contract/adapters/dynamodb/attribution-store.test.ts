import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { makeAttributionStore } from '#adapters/dynamodb/attribution-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { makeCostsOf } from '#adapters/dynamodb/unit-costs';
import { recountEvents, recountOrders, shopperEvents } from '#core/analytics/recount';
import { type RollUpRow, sumRows } from '#core/analytics/roll-up';
import type { CreditTerms } from '#core/attribution/order-credit';
import type { ShopEvent } from '#core/events/shop-event';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import type { Order } from '#core/orders/order';
import type { AttributionBatch } from '#core/ports/attribution-store';
import { newestOrders, shoppingEvents, shoppingOrders, shuffledBy } from '#test/support/shopping-arbitraries';
import { withTable } from '#test/support/with-table';

const now = '2026-11-24T12:00:00.000Z';
const terms: CreditTerms = { timeZone: 'Europe/Berlin', clickWindowHours: 24, viewWindowHours: 6 };
const { timeZone, ...attribution } = terms;
const costs = { p1: 100 };
let companies = 0;

const tables = (table: Table, companyId: string) => {
  const stores = {
    attribution: makeAttributionStore(table, makeCostsOf(table)),
    orders: makeOrderStore(table),
    shoppers: makeShopperStore(table),
  };
  const attribute = (part: Partial<AttributionBatch>) =>
    stores.attribution.attribute({ companyId, orderIds: [], events: [], terms, counterShard: 1, now, ...part });
  return {
    ...stores,
    attribute,
    /** As the consumer of events does it. */
    take: async (events: readonly ShopEvent[], counterShard = 0) => {
      const sessions = [...Map.groupBy(events, ({ sessionId }) => sessionId)].map(([sessionId, own]) => ({
        sessionId,
        events: own,
      }));
      await stores.shoppers.apply({
        companyId,
        sessions,
        counterShard,
        timeZone,
        attribution,
        holdOut: defaultHoldOutSettings,
        now,
      });
      await attribute({ events, counterShard });
    },
    /** As whoever writes orders, and the consumer of the table's stream, do it. */
    order: async (order: Order) => {
      await stores.orders.upsertMany(companyId, [order]);
      await attribute({ orderIds: [order.orderId] });
    },
  };
};

const setUp = async (table: Table) => {
  const companyId = `credit-${++companies}`;
  await makeProductStore(table).upsertMany(companyId, [
    {
      productId: 'p1',
      title: 'One',
      categoryPath: [],
      prices: [],
      cost: { amount: costs.p1, currency: 'EUR' },
      status: 'active',
      attributes: {},
      tags: [],
      updatedAt: now,
    },
  ]);
  const rows = () => makeRollUpStore(table).days(companyId, '2026-11-01', '2026-12-31');
  return { companyId, rows, ...tables(table, companyId) };
};

const truth = (events: readonly ShopEvent[], orders: readonly Order[]): RollUpRow[] => {
  const counted = shopperEvents(events);
  return sumRows([...recountEvents(counted, timeZone), ...recountOrders(counted, orders, () => ({ terms, costs }))]);
};

/** Transactions after which nothing dies any more, so that the work comes to an end. */
const dyingTransactions = 30;

/** The table, but every n-th transaction fails before, or after, it was written: as when a function dies. */
const dyingTable = (table: Table, every: number): Table => {
  let sent = 0;
  const send = async (command: unknown) => {
    const isTransaction = command instanceof TransactWriteCommand;
    if (isTransaction) sent += 1;
    const mayDie = isTransaction && sent <= dyingTransactions;
    if (mayDie && sent % every === 0) throw new Error('died before it wrote');
    const answer = await table.client.send(command as never);
    if (mayDie && sent % every === 1) throw new Error('died after it wrote');
    return answer;
  };
  return { ...table, client: { send } as never as Table['client'] };
};

const untilDone = async (run: () => Promise<unknown>): Promise<void> => {
  for (;;) {
    try {
      await run();
      return;
    } catch (error) {
      if (!String(error).includes('died')) throw error;
    }
  }
};

const chunksOf = <T>(things: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(things.length / size) }, (_, index) => things.slice(index * size, (index + 1) * size));

const click = (eventId: string, extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId,
  companyId: 'shop',
  type: 'recommendation_click',
  occurredAt: '2026-11-24T09:00:00.000Z',
  receivedAt: '2026-11-24T09:00:01.000Z',
  sessionId: 's1',
  productId: 'p1',
  recommendationId: 'rec_1',
  placement: 'product',
  ...extra,
});
const anOrder: Order = {
  orderId: 'o1',
  sessionId: 's1',
  status: 'placed',
  currency: 'EUR',
  lines: [{ productId: 'p1', quantity: 2, refundedQuantity: 0, unitPrice: { amount: 1_000, currency: 'EUR' } }],
  orderedAt: '2026-11-24T10:00:00.000Z',
  updatedAt: '2026-11-24T10:00:00.000Z',
};
const credited = (rows: readonly RollUpRow[]) =>
  rows.filter(({ dimension, counts }) => dimension.scope !== 'store' && counts.orders).map(({ counts }) => counts);

describe('the attribution store', () => {
  const onTable = withTable();

  onTable(
    'credits a click whichever of click and order comes first, and takes it back with the refund',
    async (table) => {
      for (const isClickFirst of [true, false]) {
        const { companyId, rows, take, order, orders, attribute, attribution: store } = await setUp(table);
        if (isClickFirst) await take([click('e1')]);
        await order(anOrder);
        if (!isClickFirst) await take([click('e1')]);
        const whole = { orders: 1, units: 2, revenueMinor: 2_000, marginMinor: 1_800, costedRevenueMinor: 2_000 };
        expect(credited(await rows())).toEqual([whole]);
        expect((await store.get(companyId, 'o1'))?.earners).toEqual([expect.objectContaining({ eventId: 'e1' })]);
        await orders.refund(companyId, 'o1', {
          refundId: 'f1',
          lines: [{ productId: 'p1', quantity: 1 }],
          refundedAt: '2026-12-20T00:00:00.000Z',
        });
        await attribute({ orderIds: ['o1'], now: '2027-01-20T00:00:00.000Z' });
        expect(credited(await rows())).toEqual([
          { orders: 1, units: 1, revenueMinor: 1_000, refundMinor: 1_000, marginMinor: 900, costedRevenueMinor: 1_000 },
        ]);
      }
    },
  );

  onTable('makes one order of what a page and the server tell, by the server’s word', async (table) => {
    const purchase = click('e2', {
      type: 'purchase',
      orderId: 'o1',
      productIds: ['p1', 'p2'],
      value: { amount: 9_999, currency: 'EUR' },
      placement: undefined,
      occurredAt: '2026-11-24T10:00:05.000Z',
    });
    const server = { ...anOrder, sessionId: undefined };
    for (const isPageFirst of [true, false]) {
      const { rows, take, order } = await setUp(table);
      await take([click('e1')]);
      if (isPageFirst) await take([purchase]);
      await order(server);
      if (!isPageFirst) await take([purchase]);
      expect(credited(await rows())).toEqual([expect.objectContaining({ orders: 1, revenueMinor: 2_000 })]);
      expect(await rows()).toContainEqual(
        expect.objectContaining({ counts: expect.objectContaining({ influencedOrders: 1, revenueMinor: 2_000 }) }),
      );
    }
  });

  onTable('counts an order of nobody known as revenue that nothing earned', async (table) => {
    const { rows, order } = await setUp(table);
    await order({ ...anOrder, sessionId: undefined });
    expect(await rows()).toEqual([
      expect.objectContaining({
        counts: { orders: 1, units: 2, revenueMinor: 2_000, marginMinor: 1_800, costedRevenueMinor: 2_000 },
      }),
    ]);
  });

  onTable('writes many old orders together, once', async (table) => {
    const { companyId, rows, orders, attribute } = await setUp(table);
    const old = Array.from({ length: 60 }, (_, index): Order => {
      const orderedAt = new Date(Date.UTC(2026, 10, 1 + (index % 20))).toISOString();
      return { ...anOrder, orderId: `old-${index}`, orderedAt, updatedAt: orderedAt };
    });
    await orders.upsertMany(companyId, old);
    const batch = { orderIds: old.map(({ orderId }) => orderId) };
    expect(await attribute({ ...batch, now: '2027-06-01T00:00:00.000Z' })).toBe(60);
    expect(await attribute({ ...batch, now: '2027-06-01T00:00:00.000Z' })).toBe(0);
    expect(await rows()).toEqual(truth([], old));
  });

  onTable(
    'equals a recount however events and orders are split, repeated, late, raced and cut by crashes',
    async (table) => {
      const lots = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 40 });
      const shop = fc.tuple(shoppingEvents('shop', 30), shoppingOrders, lots, fc.integer({ min: 3, max: 5 }));
      await fc.assert(
        fc.asyncProperty(shop, async ([events, versions, order, size]) => {
          const { companyId, rows } = await setUp(table);
          const dying = tables(dyingTable(table, size), companyId);
          const batches = chunksOf(shuffledBy([...events, ...events], order), size * 2).map(
            (batch, index) => () => untilDone(() => dying.take(batch, index % 2)),
          );
          const writes = [...versions, ...versions].map((version) => () => untilDone(() => dying.order(version)));
          const all = shuffledBy([...batches, ...writes], [...order].reverse());
          const lanes = chunksOf(all, Math.ceil(all.length / 3));
          await Promise.all(
            lanes.map(async (lane) => {
              for (const run of lane) await run();
            }),
          );
          expect(await rows()).toEqual(truth(events, newestOrders(versions)));
        }),
        { numRuns: 12 },
      );
    },
  );
});
