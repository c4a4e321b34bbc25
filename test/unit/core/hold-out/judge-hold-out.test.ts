import { countHoldOutOrders, unitCell } from '#core/hold-out/count-hold-out';
import { changeHoldOut, type HoldOutSettings } from '#core/hold-out/hold-out-settings';
import { type HoldOutCell, joinCells } from '#core/hold-out/hold-out-sums';
import { judgeHoldOut } from '#core/hold-out/judge-hold-out';
import { mulberry32 } from '#core/random/mulberry32';
import { weekAfter } from '#core/time/store-week';
import { paidOrder } from '#test/support/hold-out-fixtures';

const first = '2026-10-05';
const settings: HoldOutSettings = { shareBasisPoints: 2000, salt: '', earlier: [] };
const question = (weeks: number, of = settings) => ({
  settings: of,
  timeZone: 'UTC',
  currency: 'EUR',
  from: first,
  to: weekAfter(first, weeks - 1),
});

interface Shop {
  readonly shoppers: number;
  readonly weeks: number;
  /** Probabilities that a shopper buys in a week. */
  readonly held: number;
  readonly shown: number;
}

/** Shoppers who come every week and spend what their own wealth allows. */
const simulate = ({ shoppers, weeks, ...buys }: Shop, seed: number): HoldOutCell[] => {
  const random = mulberry32(seed);
  const context = { companyId: 'shop', timeZone: 'UTC', holdOut: settings };
  const cells = Array.from({ length: shoppers }, (_, shopper) => {
    const sessionId = `s${seed}-${shopper}`;
    const wealth = -Math.log(1 - random());
    const seen = Array.from({ length: weeks }, (_, week) => unitCell(context, sessionId, weekAfter(first, week)));
    const fromServer = seen.flatMap(({ week, arm }) => {
      const at = `${week}T12:00:00.000Z`;
      if (random() >= buys[arm]) return [];
      return [
        paidOrder(`${sessionId}-${week}`, Math.round(3000 * wealth), { sessionId, orderedAt: at, updatedAt: at }),
      ];
    });
    return [...seen, ...countHoldOutOrders(context, sessionId, {}, { fromServer }).changes];
  });
  return joinCells(cells.flat());
};

describe('judgeHoldOut', () => {
  it('finds what recommendations bring, with an interval that covers the truth', () => {
    const cells = simulate({ shoppers: 8000, weeks: 3, held: 0.05, shown: 0.1 }, 7);
    const { verdict, metrics, incrementalRevenue, arms, sampleRatio } = judgeHoldOut(cells, question(3));
    expect(verdict.code).toBe('more');
    expect(verdict.text).toMatch(/^Shoppers who see recommendations and offers spend more .+ €[\d,.]+/);
    expect(sampleRatio.isMismatch).toBe(false);
    const truth = 0.05 * 3000 * arms.shown.units;
    expect(incrementalRevenue!.low).toBeLessThan(truth);
    expect(incrementalRevenue!.high).toBeGreaterThan(truth);
    expect(metrics.conversion.comparison!.low).toBeGreaterThan(0);
    expect(metrics.conversion.shown).toBeCloseTo(0.1, 2);
  });

  it('covers no difference in at least 95 % of shops where there is none, whose shoppers come back', () => {
    const judged = Array.from({ length: 40 }, (_, run) =>
      judgeHoldOut(simulate({ shoppers: 2000, weeks: 3, held: 0.1, shown: 0.1 }, 100 + run), question(3)),
    );
    expect(judged.every(({ verdict }) => verdict.code !== 'too-early')).toBe(true);
    expect(judged.filter(({ verdict }) => verdict.code !== 'undecided').length).toBeLessThanOrEqual(2);
  });

  it('reckons the variance of shoppers, not of their weeks', () => {
    const cells = simulate({ shoppers: 3000, weeks: 3, held: 0.3, shown: 0.3 }, 3);
    const exact = judgeHoldOut(cells, question(3)).metrics.revenue.comparison!;
    const weekly = judgeHoldOut(
      cells.filter(({ lag }) => lag === 0),
      question(3),
    ).metrics.revenue.comparison!;
    expect(exact.high - exact.low).toBeGreaterThan(1.1 * (weekly.high - weekly.low));
  });

  it.each([
    ['off', 0, { shoppers: 100, weeks: 2, held: 0.1, shown: 0.1 }, 2],
    ['too-early', 2000, { shoppers: 5000, weeks: 1, held: 0.1, shown: 0.1 }, 1],
    ['too-early', 2000, { shoppers: 500, weeks: 2, held: 0.1, shown: 0.1 }, 2],
    ['too-early', 2000, { shoppers: 5000, weeks: 2, held: 0.001, shown: 0.1 }, 2],
    ['not-measured', 2000, { shoppers: 0, weeks: 2, held: 0, shown: 0 }, 2],
    ['sample-ratio-mismatch', 3000, { shoppers: 5000, weeks: 2, held: 0.1, shown: 0.1 }, 2],
  ] as const)('says %s, and no figure of what it brought, with a share of %s and %o', (code, share, shop, weeks) => {
    const cells = simulate(shop, 11);
    const { verdict, metrics, incrementalRevenue } = judgeHoldOut(
      cells,
      question(weeks, { ...settings, shareBasisPoints: share }),
    );
    expect(verdict.code).toBe(code);
    expect(metrics.revenue.comparison).toBeNull();
    expect(incrementalRevenue).toBeNull();
  });

  it('leaves out the week in which the share changed, and what lies before it', () => {
    const cells = simulate({ shoppers: 2000, weeks: 5, held: 0.1, shown: 0.1 }, 5);
    const before = { shareBasisPoints: 500, salt: '', earlier: [] };
    const changed = changeHoldOut(before, settings, `${weekAfter(first, 1)}T10:00:00.000Z`);
    const { weeks, share } = judgeHoldOut(cells, question(5, changed));
    expect(weeks).toEqual({ from: weekAfter(first, 2), to: weekAfter(first, 4), count: 3 });
    expect(share.shareBasisPoints).toBe(2000);
  });

  it('says that shoppers were not seen where more bought than came', () => {
    const cells = simulate({ shoppers: 2000, weeks: 2, held: 0.5, shown: 0.5 }, 5);
    const unseen = cells.map((cell) => ({ ...cell, sums: { ...cell.sums, units: cell.sums.units > 0 ? 1 : 0 } }));
    expect(judgeHoldOut(unseen, question(2)).verdict.code).toBe('not-measured');
  });
});
