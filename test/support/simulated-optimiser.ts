import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { nextStep, type OptimiserStep } from '#core/optimiser/next-step';
import {
  optimisedName,
  type PlacementSettings,
  type PlacementState,
  sharesOf,
} from '#core/optimiser/optimiser-settings';
import { drawNormal } from '#core/optimiser/posterior-draws';
import { seededRandom } from '#core/random/seeded-random';

/** How shoppers answer an arm's list. */
export interface ArmTruth {
  /** Clicks per list. */
  readonly clicks: number;
  /** Adds to the cart per list. */
  readonly adds?: number;
  /** Orders per list, and what one brings in minor units. */
  readonly orders?: number;
  readonly orderValue?: number;
}

export const placementSettings = (overrides: Partial<PlacementSettings> = {}): PlacementSettings => ({
  placement: 'hybrid',
  isOn: true,
  run: 1,
  arms: [
    { arm: 'own', treatment: {} },
    { arm: 'viewed', treatment: { list: 'frequently-viewed' } },
  ],
  goal: 'clicks',
  leastShareBasisPoints: 300,
  leastLists: 1_000,
  mostLossBasisPoints: 1_000,
  windowDays: 28,
  ...overrides,
});

export const dayOf = (day: number): string =>
  new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** About as many as a binomial draw gives. */
const drawCount = (of: number, chance: number, random: () => number): number =>
  Math.max(0, Math.round(of * chance + Math.sqrt(of * chance * (1 - chance)) * drawNormal(random)));

export interface SimulatedDay {
  /** Lists shown by arm; absent: dealt as the shares say. */
  readonly listsOf?: (dealt: readonly number[]) => readonly number[];
  readonly lists: number;
  readonly truth: Readonly<Record<string, ArmTruth>>;
}

/** The rows of a day as roll-ups tell it. */
export const rowsOfDay = (
  settings: PlacementSettings,
  day: string,
  shares: Readonly<Record<string, number>>,
  { lists, truth, listsOf = (dealt) => dealt }: SimulatedDay,
  random: () => number,
): RollUpRow[] => {
  const dealt = listsOf(settings.arms.map(({ arm }) => drawCount(lists, (shares[arm] ?? 0) / 10_000, random)));
  return settings.arms.flatMap(({ arm }, at) => {
    const { clicks, adds = clicks / 4, orders = adds / 4, orderValue = 2_000 } = truth[arm]!;
    const shown = dealt[at]!;
    const bought = drawCount(shown, orders, random);
    const said = {
      scope: 'recommendation',
      placement: settings.placement,
      experimentId: optimisedName(settings),
      variant: arm,
    } as const;
    return [
      {
        date: day,
        dimension: dimensionOf(said),
        counts: {
          impressions: shown,
          clicks: drawCount(shown, clicks, random),
          addsToCart: drawCount(shown, adds, random),
        },
      },
      {
        date: day,
        dimension: dimensionOf({ ...said, currency: 'EUR' }),
        counts: { orders: bought, revenueMinor: Math.round(bought * orderValue * (1 + 0.1 * drawNormal(random))) },
      },
    ];
  });
};

export interface SimulatedRun {
  readonly state: PlacementState | undefined;
  readonly steps: readonly OptimiserStep[];
  /** Lists shown by arm over all days. */
  readonly shown: Readonly<Record<string, number>>;
}

/** Lives through days: shoppers meet the shares in force, and each night makes a step. */
export const runOptimiser = (
  settings: PlacementSettings,
  days: number,
  seed: string,
  simulated: (day: number) => SimulatedDay,
): SimulatedRun => {
  const random = seededRandom(seed);
  const rows: RollUpRow[] = [];
  const steps: OptimiserStep[] = [];
  const shown: Record<string, number> = {};
  let state: PlacementState | undefined;
  for (let day = 0; day < days; day += 1) {
    const shares = sharesOf(state ? { [settings.placement]: state } : {}, settings);
    const ofDay = rowsOfDay(settings, dayOf(day), shares, simulated(day), random);
    for (const { dimension, counts } of ofDay) {
      shown[dimension.variant!] = (shown[dimension.variant!] ?? 0) + (counts.impressions ?? 0);
    }
    rows.push(...ofDay);
    const [today, yesterday] = [dayOf(day + 1), dayOf(day)];
    const next = nextStep({ settings, state, rows, today, yesterday, currency: 'EUR' });
    if (next) {
      state = next.state;
      steps.push(next.step);
    }
  }
  return { state, steps, shown };
};
