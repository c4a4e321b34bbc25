/**
 * One step of an optimisation, once a store day: what the closed days of the run say about the shares of the next one.
 * A pure function of the roll-ups, so that a step can be reckoned again; what it decided and why goes into its record.
 */
import type { RollUpRow } from '#core/analytics/roll-up';
import { type ArmCounts, armFigures, armRates, type DayFigures, sumOfArms } from '#core/optimiser/arm-figures';
import { findAnomaly } from '#core/optimiser/find-anomaly';
import {
  equalShares,
  optimisedName,
  ownListOnly,
  type PlacementSettings,
  type PlacementState,
} from '#core/optimiser/optimiser-settings';
import { chanceOfLoss, chancesToBeBest, sharesFrom } from '#core/optimiser/thompson-shares';

/** `equal`: too little was shown to move anything. */
export const stepDecisions = ['equal', 'moved', 'frozen'] as const;

/** The record of a step: what was known, what was decided. */
export interface OptimiserStep {
  readonly placement: PlacementSettings['placement'];
  readonly run: number;
  /** Store day from which the shares hold. */
  readonly day: string;
  readonly decision: (typeof stepDecisions)[number];
  readonly reason?: PlacementState['frozen'];
  readonly arms: readonly (ArmCounts & {
    readonly arm: string;
    /** Probability to be the best, 0 … 1; null where nothing was reckoned. */
    readonly chance: number | null;
    readonly shareBefore: number;
    readonly share: number;
    readonly isStopped: boolean;
  })[];
}

export interface StepInput {
  readonly settings: PlacementSettings;
  readonly state: PlacementState | undefined;
  /** Of the days of the window, at least. */
  readonly rows: readonly RollUpRow[];
  /** Store day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly yesterday: string;
  readonly currency: string;
}

/** An arm that costs adds to the cart with this certainty is taken out. */
const certainty = 0.975;

const stoppedArms = ({ settings, state }: StepInput, days: readonly DayFigures[], seed: string): string[] => {
  const { arms, mostLossBasisPoints, leastLists } = settings;
  const known = new Set(state?.stopped);
  return arms.flatMap(({ arm }, at) => {
    if (at === 0) return [];
    if (known.has(arm)) return [arm];
    const [first, own] = armRates(days, [0, at], 'adds');
    if (!first || !own || Math.min(first.lists, own.lists) < leastLists) return [];
    const chance = chanceOfLoss([first, own], 1 - mostLossBasisPoints / 10_000, `${seed}\n${arm}`);
    return chance > certainty ? [arm] : [];
  });
};

interface Decided {
  readonly decision: OptimiserStep['decision'];
  readonly shares: Readonly<Record<string, number>>;
  readonly chances: ReadonlyMap<string, number>;
}

const sharesOfLeft = (
  input: StepInput,
  days: readonly DayFigures[],
  stopped: readonly string[],
  seed: string,
): Decided => {
  const { arms, goal, leastLists, leastShareBasisPoints } = input.settings;
  const left = [...arms.keys()].filter((at) => !stopped.includes(arms[at]!.arm));
  const listsOf = (at: number): number => days.reduce((sum, day) => sum + day.arms[at]!.lists, 0);
  if (left.some((at) => listsOf(at) < leastLists)) {
    const equal = equalShares(left.map((at) => arms[at]!));
    return {
      decision: 'equal',
      shares: Object.fromEntries(arms.map(({ arm }) => [arm, equal[arm] ?? 0])),
      chances: new Map(),
    };
  }
  const chances = chancesToBeBest(days, left, goal, seed);
  const shares = sharesFrom(chances, leastShareBasisPoints);
  const byArm = <T>(values: readonly T[]): [string, T][] => left.map((at, place) => [arms[at]!.arm, values[place]!]);
  const given = new Map(byArm(shares));
  return {
    decision: 'moved',
    shares: Object.fromEntries(arms.map(({ arm }) => [arm, given.get(arm) ?? 0])),
    chances: new Map(byArm(chances)),
  };
};

const recordOf = (
  { settings, today }: StepInput,
  days: readonly DayFigures[],
  before: Readonly<Record<string, number>>,
  { decision, shares, chances }: Decided,
  stopped: readonly string[],
): OptimiserStep => ({
  placement: settings.placement,
  run: settings.run,
  day: today,
  decision,
  arms: settings.arms.map(({ arm }, at) => {
    const total = (name: keyof ArmCounts): number => days.reduce((sum, day) => sum + day.arms[at]![name], 0);
    const counts = { lists: total('lists'), clicks: total('clicks'), adds: total('adds'), orders: total('orders') };
    return {
      arm,
      ...counts,
      revenue: total('revenue'),
      chance: chances.get(arm) ?? null,
      shareBefore: before[arm] ?? 0,
      share: shares[arm] ?? 0,
      isStopped: stopped.includes(arm),
    };
  }),
});

/** @returns undefined when the day had its step already, or the optimisation is frozen */
export const nextStep = (input: StepInput): { state: PlacementState; step: OptimiserStep } | undefined => {
  const { settings, state, rows, today, yesterday, currency } = input;
  if (state && (state.day >= today || state.frozen !== undefined)) return undefined;
  const arms = settings.arms.map(({ arm }) => arm);
  const figures = armFigures(rows, optimisedName(settings), arms, currency).filter(({ day }) => day <= yesterday);
  const days = figures.filter((day) => sumOfArms(day, 'lists') > 0);
  const before = state?.shares ?? equalShares(settings.arms);
  const reason = findAnomaly(
    days,
    yesterday,
    arms.map((arm) => before[arm] ?? 0),
  );
  const seed = `${optimisedName(settings)}\n${today}`;
  const stopped = reason ? (state?.stopped ?? []) : stoppedArms(input, days, seed);
  const decided: Decided = reason
    ? { decision: 'frozen', shares: ownListOnly(settings.arms), chances: new Map() }
    : sharesOfLeft(input, days, stopped, seed);
  const next = { run: settings.run, day: today, shares: decided.shares, stopped, ...(reason && { frozen: reason }) };
  const step = recordOf(input, days, before, decided, stopped);
  return { state: next, step: reason ? { ...step, reason } : step };
};
