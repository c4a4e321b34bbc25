import fc from 'fast-check';
import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { type FigureValues, figureNames, figures, figureValues } from '#core/cost/figures';
import { meteredWorkload } from '#core/cost/metered-workload';
import { monthCost } from '#core/cost/month-cost';
import {
  eventUse,
  listUse,
  monthUses,
  nightUse,
  orderUse,
  otherEventUse,
  pageUse,
  type Workload,
} from '#core/cost/month-use';
import { meteredUnits, type PriceBook, priceBookOf, priceBooks, priceSources } from '#core/cost/price-book';
import { costLines, dollarsOf, type ResourceUse } from '#core/cost/resource-use';
import { workloadOf } from '#core/cost/store-workload';

const virginia = priceBookOf('us-east-1');

/** Figures that a person can reckon with. */
const round: FigureValues = {
  ...(Object.fromEntries(figureNames.map((name) => [name, 0])) as Record<(typeof figureNames)[number], number>),
  listMs: 10,
  listReadUnits: 8,
  listAnswerBytes: 2 ** 30 / 1e6,
  eventMs: 20,
  eventBytes: 512,
  pageReadUnits: 3,
  pageWriteUnits: 10,
  otherEventReadUnits: 4,
  otherEventWriteUnits: 8,
  consumerMs: 50,
  storefrontGb: 1,
  pipelineGb: 2,
  tracedShare: 0.05,
};

describe('prices', () => {
  it('name every unit in both regions, each with the page it is from', () => {
    expect(priceBooks.map(({ region }) => region)).toEqual(['us-east-1', 'eu-central-1']);
    for (const { prices } of priceBooks) {
      for (const unit of meteredUnits) {
        expect(prices[unit].dollars).toBeGreaterThan(0);
        expect(priceSources[unit]).toMatch(/^https:\/\/aws\.amazon\.com\//);
      }
    }
    expect(() => priceBookOf('mars-north-1')).toThrow(RangeError);
  });

  it.each([
    [{ apiRequests: 3_000_000 }, 3],
    [{ functionRequests: 10_000_000, functionGbSeconds: 1_000_000 }, 2 + 13.3334],
    [{ tableReadUnits: 8_000_000, tableWriteUnits: 4_000_000, tableGbMonths: 4 }, 1 + 2.5 + 1],
    [{ streamHours: 730, streamGbIn: 10, streamGbOut: 20 }, 29.2 + 0.8 + 0.8],
    [{ objectWrites: 100_000, objectReads: 1_000_000, objectGbMonths: 100 }, 0.5 + 0.4 + 2.3],
    [{ edgeRequests: 1_000_000, edgeGb: 10 }, 1 + 0.85],
    [{ stateTransitions: 40_000 }, 1],
    [{ logGb: 4, metricMonths: 10, alarmMonths: 10, traces: 200_000 }, 2 + 3 + 1 + 1],
    [{ modelInputTokens: 4_000_000, modelOutputTokens: 800_000, embeddingTokens: 50_000_000 }, 1 + 1 + 1],
  ] satisfies [ResourceUse, number][])('%j cost $%d in us-east-1, as reckoned by hand', (use, dollars) => {
    expect(dollarsOf(use, virginia)).toBeCloseTo(dollars, 9);
  });
});

describe('what activities use', () => {
  it('a list asks everything of the origin, or nothing but an answer of the edge', () => {
    expect(listUse(1, round)).toEqual({ edgeRequests: 1, edgeGb: expect.closeTo(1e-6) });
    const half = listUse(0.5, round);
    expect(half).toMatchObject({ edgeRequests: 1, apiRequests: 0.5, functionRequests: 0.5, tableReadUnits: 4 });
    expect(half.functionGbSeconds).toBeCloseTo(0.005);
    // By hand: 0.00000100 edge + 0.000000085 bytes + (1 + 0.2) ÷ 2 µ$ + 0.005 GB·s + 4 units + 0.025 traces.
    expect(dollarsOf(half, virginia) * 1e6).toBeCloseTo(1 + 0.085 + 0.6 + 0.066667 + 0.5 + 0.125, 5);
  });

  it('an event is charged by whole kilobytes on its way in and by its size twice on its way out', () => {
    const use = eventUse(round);
    expect(use.streamGbIn).toBe(1_024 / 2 ** 30);
    expect(use.streamGbOut).toBe(1_024 / 2 ** 30);
    expect(use).toMatchObject({ apiRequests: 1, functionRequests: 1, functionGbSeconds: 0.02 });
  });

  it('a page takes both consumers once, its units of the table and a file', () => {
    expect(pageUse(round)).toEqual({
      functionRequests: 2,
      functionGbSeconds: 0.2,
      tableReadUnits: 3,
      tableWriteUnits: 10,
      objectWrites: 1,
    });
    expect(otherEventUse(round)).toMatchObject({ tableReadUnits: 4, tableWriteUnits: 8 });
  });
});

const workload: Workload = {
  stores: 10,
  servedLists: 3_000,
  listRequests: 4_000,
  edgeHitShare: 0.5,
  pageViews: 2_000,
  otherEvents: 500,
  orders: 50,
  products: 1_000,
  productChanges: 100,
  sessions: 400,
  nightsPerStore: 30,
  explainedPairs: 100,
};

describe('the cost of a month', () => {
  it('is the sum of what its activities use, each once', () => {
    const uses = monthUses(workload, round);
    const by = (use: ResourceUse, times: number) => dollarsOf(use, virginia) * times;
    expect(dollarsOf(uses.lists!, virginia)).toBeCloseTo(by(listUse(0.5, round), 4_000), 12);
    expect(dollarsOf(uses.events!, virginia)).toBeCloseTo(by(eventUse(round), 5_500), 12);
    const counting = by(pageUse(round), 2_000) + by(otherEventUse(round), 500);
    expect(dollarsOf(uses.counting!, virginia)).toBeCloseTo(counting, 12);
    expect(dollarsOf(uses.orders!, virginia)).toBeCloseTo(by(orderUse(round), 50), 12);
    expect(dollarsOf(uses.training!, virginia)).toBeCloseTo(by(nightUse(round), 300), 12);
    expect(uses['language models']).toEqual({ modelInputTokens: 12_000, modelOutputTokens: 4_000 });
    const cost = monthCost(workload, round, virginia);
    const parts = Object.values(uses).reduce((sum, use) => sum + dollarsOf(use, virginia), 0);
    expect(cost.dollars).toBeCloseTo(parts, 9);
    expect(cost.activities.reduce((sum, part) => sum + part.dollars, 0)).toBeCloseTo(cost.dollars, 9);
    expect(cost.dollarsPerThousand).toBeCloseTo(cost.dollars / 3, 9);
    expect(cost.dollarsPerStore).toBeCloseTo(cost.dollars / 10, 9);
  });

  it('has no cost per recommendation where none was served', () => {
    expect(monthCost({ ...workload, servedLists: 0 }, round, virginia).dollarsPerThousand).toBeUndefined();
  });

  it('never falls when any volume, figure or price rises', () => {
    const volumes = [
      'servedLists',
      'listRequests',
      'pageViews',
      'otherEvents',
      'orders',
      'products',
      'sessions',
    ] as const;
    const dearer = (book: PriceBook): PriceBook => ({
      ...book,
      prices: Object.fromEntries(
        meteredUnits.map((unit) => [unit, { ...book.prices[unit], dollars: book.prices[unit].dollars * 2 }]),
      ) as PriceBook['prices'],
    });
    fc.assert(
      fc.property(fc.constantFrom(...volumes), fc.constantFrom(...figureNames), fc.nat(1e6), (volume, figure, more) => {
        const base = monthCost(workload, figureValues(), virginia).dollars;
        const busier = { ...workload, [volume]: workload[volume] + more };
        const heavier = figureValues({ [figure]: figures[figure].value + more });
        expect(monthCost(busier, figureValues(), virginia).dollars).toBeGreaterThanOrEqual(base);
        expect(monthCost(workload, heavier, virginia).dollars).toBeGreaterThanOrEqual(base - 1e-9);
        expect(monthCost(workload, figureValues(), dearer(virginia)).dollars).toBeCloseTo(2 * base, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('grows with the number of stores, and standing costs spread over them', () => {
    const costs = [100, 500, 2_000, 5_000].map((stores) => monthCost(workloadOf(stores), figureValues(), virginia));
    const perStore = costs.map(({ dollarsPerStore }) => dollarsPerStore);
    expect([...perStore].sort((a, b) => b - a)).toEqual(perStore);
    // What runs anyway is the difference: the rest of a store costs the same everywhere.
    const standing = costs[0]!.activities.find(({ activity }) => activity === 'standing')!.dollars;
    expect(costs[0]!.dollars - standing).toBeCloseTo((costs[3]!.dollars - standing) / 50, 6);
  });

  it('lists the dearest unit first', () => {
    const lines = costLines({ apiRequests: 1e6, tableWriteUnits: 1e7, alarmMonths: 1 }, virginia);
    expect(lines.map(({ unit }) => unit)).toEqual(['tableWriteUnits', 'apiRequests', 'alarmMonths']);
  });
});

describe('a metered month', () => {
  it('takes volumes from the roll-ups, and the rest of a month like its beginning', () => {
    const rows: RollUpRow[] = [
      { date: '2026-11-01', dimension: dimensionOf({ scope: 'store' }), counts: { views: 100, sessions: 20 } },
      { date: '2026-11-01', dimension: dimensionOf({ scope: 'store', currency: 'EUR' }), counts: { orders: 2 } },
      {
        date: '2026-11-01',
        dimension: dimensionOf({ scope: 'recommendation', currency: 'EUR' }),
        counts: { orders: 1 },
      },
      {
        date: '2026-11-02',
        dimension: dimensionOf({ scope: 'recommendation', placement: 'hybrid' }),
        counts: { impressions: 150, itemImpressions: 1_200, clicks: 10, addsToCart: 3 },
      },
      { date: '2026-11-02', dimension: dimensionOf({ scope: 'offer', ruleId: 'r' }), counts: { offersShown: 7 } },
    ];
    expect(meteredWorkload(rows, { stores: 3, products: 500, monthShare: 0.5 })).toMatchObject({
      stores: 3,
      products: 500,
      servedLists: 300,
      listRequests: 400,
      pageViews: 200,
      sessions: 40,
      orders: 4,
      otherEvents: 40,
    });
  });
});
