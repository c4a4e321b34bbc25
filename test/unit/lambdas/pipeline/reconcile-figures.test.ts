import fc from 'fast-check';
import { recountEvents, recountOrders, shopperEvents } from '#core/analytics/recount';
import { type RollUpRow, sumRows } from '#core/analytics/roll-up';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';
import { makeHandler } from '#lambdas/pipeline/reconcile-figures';
import { recountDay } from '#lambdas/shared/recount-day';
import { companySettings, testCompanyId } from '#test/support/endpoint-fakes';
import { pipelineFakes } from '#test/support/pipeline-fakes';
import { newestOrders, shoppingEvents, shoppingOrders, shuffledBy } from '#test/support/shopping-arbitraries';

const { timeZone } = companySettings().company;
const terms = { timeZone, ...defaultAttributionSettings };
const recorded = () => ({ terms });

const rowsOf = (events: readonly ShopEvent[], orders: readonly Order[]): RollUpRow[] => {
  const counted = shopperEvents(events);
  return sumRows([...recountEvents(counted, timeZone), ...recountOrders(counted, orders, recorded)]);
};

const yesterday = '2026-11-22';
const startedAt = '2026-11-23T05:00:00.000Z';
const run = {
  companyId: testCompanyId,
  runName: '2026-11-23',
  modelVersion: 'm1',
  startedAt,
  reason: 'nightly',
  force: false,
};

/** The same event again, received later, as a sender that heard no answer sends it. */
const again = (event: ShopEvent, hours: number): ShopEvent => ({
  ...event,
  receivedAt: new Date(Date.parse(event.receivedAt) + hours * 3_600_000).toISOString(),
});

describe('the recount of a day', () => {
  it('is that day’s part of a recount of everything, from an archive that repeats', async () => {
    const hours = fc.array(fc.nat(60), { minLength: 3, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(shoppingEvents(testCompanyId), shoppingOrders, hours, async (events, versions, late) => {
        const repeats = events.map((event, index) => again(event, late[index % late.length]!));
        const archived = shuffledBy([...events, ...repeats], late).filter(({ receivedAt }) => receivedAt < startedAt);
        const orders = newestOrders(versions);
        const deps = pipelineFakes({ events: archived, orders });
        const inTime = [...archived].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
        const counted = await recountDay(deps, { companyId: testCompanyId, date: yesterday, terms, now: startedAt });
        expect(counted.rows).toEqual(rowsOf(inTime, orders).filter(({ date }) => date === yesterday));
      }),
      { numRuns: 60 },
    );
  });
});

describe('reconciliation', () => {
  const event: ShopEvent = {
    eventId: 'e1',
    companyId: testCompanyId,
    type: 'product_view',
    occurredAt: '2026-11-22T12:00:00.000Z',
    receivedAt: '2026-11-22T12:00:01.000Z',
    sessionId: 's1',
    productId: 'p1',
  };

  it('finds figures equal that are, and says nothing', async () => {
    const deps = pipelineFakes({ events: [event, event] }, startedAt);
    deps.state.rollUps = rowsOf([event], []);
    expect(await makeHandler(deps)({ run })).toEqual({ date: yesterday, isEqual: true });
    expect(deps.state.reconciliations).toEqual([
      expect.objectContaining({ date: yesterday, isEqual: true, events: 1, orders: 0, differenceCount: 0 }),
    ]);
    expect(deps.metricSums).toMatchObject({ FiguresDiffer: 0 });
  });

  it('tells each figure that was lost or counted twice', async () => {
    const deps = pipelineFakes({ events: [event] }, startedAt);
    deps.state.rollUps = rowsOf([event, { ...event, eventId: 'e2' }], []);
    expect(await makeHandler(deps)({ run })).toEqual({ date: yesterday, isEqual: false });
    expect(deps.state.reconciliations[0]?.differences).toEqual([
      expect.objectContaining({ counter: 'views', stored: 2, recounted: 1 }),
    ]);
    expect(deps.metricSums).toMatchObject({ FiguresDiffer: 1 });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ code: 'figures_differ' }));
  });

  it('raises no alarm for a day of which somebody was erased', async () => {
    const deps = pipelineFakes({}, startedAt);
    deps.state.rollUps = rowsOf([event], []);
    deps.state.erasedDays = ['2026-11-22'];
    expect(await makeHandler(deps)({ run })).toEqual({ date: yesterday, isEqual: false });
    expect(deps.state.reconciliations[0]).toMatchObject({ isEqual: false, hasErasures: true });
    expect(deps.metricSums).toMatchObject({ FiguresDiffer: 0 });
  });
});
