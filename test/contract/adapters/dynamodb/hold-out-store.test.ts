import { makeHoldOutStore } from '#adapters/dynamodb/hold-out-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { holdOutContext, newestOf, paidOrder, shopperEvent, threeWeeks } from '#test/support/hold-out-fixtures';
import { recountHoldOut } from '#test/support/recount-hold-out';
import { withTable } from '#test/support/with-table';

const now = '2026-11-23T10:00:00.000Z';
let companies = 0;

const setUp = (table: Table) => {
  const context = { ...holdOutContext, companyId: `hold-out-${++companies}` };
  const shoppers = makeShopperStore(table);
  const store = makeHoldOutStore(table);
  const apply = (events: readonly ShopEvent[]) => {
    const sessions = [...Map.groupBy(events, ({ sessionId }) => sessionId)].map(([sessionId, own]) => ({
      sessionId,
      events: own,
    }));
    const { timeZone, holdOut, companyId } = context;
    const settings = { timeZone, holdOut, attribution: defaultAttributionSettings };
    return shoppers.apply({ companyId, sessions, counterShard: 0, ...settings, now });
  };
  const hear = (order: ReturnType<typeof paidOrder>) => store.countOrder({ ...context, order, counterShard: 1, now });
  const weeks = (from = '2026-10-26', to = '2026-11-30') => store.weeks(context.companyId, from, to);
  return { context, apply, hear, weeks };
};

describe('the hold-out store', () => {
  const onTable = withTable();

  onTable('holds what a recount from events and orders finds, though both come repeatedly and mixed', async (table) => {
    const { context, apply, hear, weeks } = setUp(table);
    const { events, orders } = threeWeeks(context.companyId, 42);
    for (let start = 0; start < events.length; start += 20) {
      await apply(events.slice(start, start + 20));
      await apply(events.slice(Math.max(0, start - 10), start + 10));
      for (const order of orders.slice(start / 4, start / 4 + 8)) await hear(order);
    }
    for (const order of [...orders].reverse()) await hear(order);
    const truth = recountHoldOut(context, events, newestOf(orders));
    expect(truth.some(({ lag }) => lag > 0)).toBe(true);
    expect(new Set(truth.map(({ arm }) => arm)).size).toBe(2);
    expect(await weeks()).toEqual(truth);
  });

  onTable('keeps squares of large amounts exact', async (table) => {
    const { hear, weeks } = setUp(table);
    for (let index = 0; index < 5; index += 1) {
      await hear(paidOrder(`o${index}`, 49_999_999, { sessionId: `s${index}` }));
    }
    const squares = (await weeks()).reduce((sum, { sums }) => sum + BigInt(sums.revenueSquares), 0n);
    expect(squares).toBe(5n * 49_999_999n ** 2n);
  });

  onTable('gives the weeks asked for and no others, of this company alone', async (table) => {
    const { apply, weeks } = setUp(table);
    await apply([
      shopperEvent('event-001', { receivedAt: '2026-11-11T00:00:00.000Z' }),
      shopperEvent('event-002', { receivedAt: '2026-11-18T00:00:00.000Z' }),
    ]);
    expect((await weeks('2026-11-09', '2026-11-09')).map(({ week }) => week)).toEqual(['2026-11-09']);
    expect(await setUp(table).weeks()).toEqual([]);
  });

  onTable('leaves an order that names no session out', async (table) => {
    const { hear, weeks } = setUp(table);
    await hear(paidOrder('o1', 900, { sessionId: undefined }));
    expect(await weeks()).toEqual([]);
  });
});
