import fc from 'fast-check';
import type { ShopEvent } from '#core/events/shop-event';
import { armOf, countHoldOutOrders, unitCell, weeksSeen } from '#core/hold-out/count-hold-out';
import { changeHoldOut } from '#core/hold-out/hold-out-settings';
import { type HoldOutCell, joinCells, noHoldOutSums } from '#core/hold-out/hold-out-sums';
import type { Order } from '#core/orders/order';
import type { PlacedOrders } from '#core/orders/placed-order';
import { holdOutContext, newestOf, paidOrder, shopperEvent, threeWeeks } from '#test/support/hold-out-fixtures';
import { recountHoldOut } from '#test/support/recount-hold-out';

const context = holdOutContext;

type Heard = { readonly event: ShopEvent } | { readonly order: Order };

/** Counts one thing after the other, as consumers do. */
const countInTurn = (heard: readonly Heard[]): HoldOutCell[] => {
  const memories = new Map<string, PlacedOrders>();
  const seen = new Map<string, ReadonlySet<string>>();
  const cells = heard.flatMap((one) => {
    const sessionId = 'event' in one ? one.event.sessionId : one.order.sessionId!;
    const events = 'event' in one ? [one.event] : [];
    const before = seen.get(sessionId) ?? new Set();
    const weeks = weeksSeen(events, context.timeZone).filter((week) => !before.has(week));
    seen.set(sessionId, new Set([...before, ...weeks]));
    const fromServer = 'order' in one ? [one.order] : [];
    const step = countHoldOutOrders(context, sessionId, memories.get(sessionId) ?? {}, { events, fromServer });
    memories.set(sessionId, step.orders);
    return [...weeks.map((week) => unitCell(context, sessionId, week)), ...step.changes];
  });
  return joinCells(cells);
};

const totals = (cells: readonly HoldOutCell[]) =>
  cells.reduce(
    (sum, { sums }) => ({
      units: sum.units + sums.units,
      buyers: sum.buyers + sums.buyers,
      revenue: sum.revenue + sums.revenue,
    }),
    { units: 0, buyers: 0, revenue: 0 },
  );

describe('countHoldOutOrders', () => {
  it('comes to the recount from the truth, in whatever order and however often things are heard', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.infiniteStream(fc.nat()), (seed, mix) => {
        const { events, orders } = threeWeeks(context.companyId, seed);
        const heard: Heard[] = [...events.map((event) => ({ event })), ...orders.map((order) => ({ order }))];
        const shuffled = [...heard, ...heard.slice(0, 40)]
          .map((one) => ({ one, place: mix.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(countInTurn(shuffled)).toEqual(recountHoldOut(context, events, newestOf(orders)));
      }),
      { numRuns: 40 },
    );
  });

  it('counts the squares of what a shopper spends over any weeks exactly, by products over weeks', () => {
    const spent = { '2026-11-02': 1500, '2026-11-09': 700, '2026-11-23': 2600 };
    const orders = Object.entries(spent).map(([day, amount]) =>
      paidOrder(`o-${day}`, amount, { orderedAt: `${day}T12:00:00.000Z`, updatedAt: `${day}T12:00:00.000Z` }),
    );
    const { changes } = countHoldOutOrders(context, 's1', {}, { fromServer: orders });
    const within = (from: string, to: string, mostLag: number) =>
      changes
        .filter(({ week, lag }) => week >= from && week <= to && lag <= mostLag)
        .reduce((sum, { sums }) => sum + sums.revenueSquares, 0);
    expect(within('2026-11-02', '2026-11-02', 0)).toBe(1500 ** 2);
    expect(within('2026-11-02', '2026-11-09', 1)).toBe((1500 + 700) ** 2);
    expect(within('2026-11-02', '2026-11-23', 3)).toBe((1500 + 700 + 2600) ** 2);
  });

  it('takes back what is refunded or cancelled, and keeps who bought something else', () => {
    const first = countHoldOutOrders(context, 's1', {}, { fromServer: [paidOrder('a', 900), paidOrder('b', 400)] });
    const cancelled = paidOrder('a', 900, { status: 'cancelled', updatedAt: '2026-11-19T00:00:00.000Z' });
    const after = countHoldOutOrders(context, 's1', first.orders, { fromServer: [cancelled] });
    expect(totals(joinCells([...first.changes, ...after.changes]))).toEqual({ units: 0, buyers: 1, revenue: 400 });
  });

  it('lets the server outrank the page, and an older version change nothing', () => {
    const page = shopperEvent('buy-00001', {
      type: 'purchase',
      orderId: 'a',
      value: { amount: 5000, currency: 'EUR' },
    });
    const heard = countHoldOutOrders(context, 's1', {}, { events: [page] });
    const server = countHoldOutOrders(context, 's1', heard.orders, { fromServer: [paidOrder('a', 900)] });
    expect(totals(joinCells([...heard.changes, ...server.changes])).revenue).toBe(900);
    const older = paidOrder('a', 100, { updatedAt: '2026-11-01T00:00:00.000Z' });
    expect(countHoldOutOrders(context, 's1', server.orders, { fromServer: [older] }).changes).toEqual([]);
    expect(countHoldOutOrders(context, 's1', server.orders, { events: [page] }).changes).toEqual([]);
  });
});

describe('weeksSeen', () => {
  it('sees a shopper by what both arms send, not by lists and clicks, and no robot', () => {
    const seen = (extra: Partial<ShopEvent>) => weeksSeen([shopperEvent('event-1', extra)], 'UTC').length;
    for (const type of ['product_view', 'add_to_cart', 'checkout_started', 'purchase'] as const) {
      expect([type, seen({ type })]).toEqual([type, 1]);
    }
    for (const type of ['recommendation_impression', 'recommendation_click', 'offer_impression'] as const) {
      expect([type, seen({ type })]).toEqual([type, 0]);
    }
    expect(seen({ isBot: true })).toBe(0);
  });

  it('takes the week of the store in which an event came in', () => {
    const late = shopperEvent('event-1', { receivedAt: '2026-11-15T23:30:00.000Z' });
    expect([weeksSeen([late], 'UTC'), weeksSeen([late], 'Europe/Berlin')]).toEqual([['2026-11-09'], ['2026-11-16']]);
  });
});

describe('armOf', () => {
  it('keeps a shopper in the arm of the share with which the week began', () => {
    const holdOut = changeHoldOut(
      { shareBasisPoints: 0, salt: '', earlier: [] },
      { shareBasisPoints: 5000, salt: '' },
      '2026-11-18T00:00:00.000Z',
    );
    const dealt = (week: string) =>
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].filter((unit) => armOf({ ...context, holdOut }, unit, week) === 'held');
    expect(dealt('2026-11-16')).toEqual([]);
    expect(dealt('2026-11-23').length).toBeGreaterThan(0);
    expect(unitCell({ ...context, holdOut }, 'a', '2026-11-16').sums).toEqual({ ...noHoldOutSums, units: 1 });
  });
});
