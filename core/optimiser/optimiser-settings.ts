import type { ListTreatment } from '#core/experiments/experiment';
import type { Placement } from '#core/recommend/recommendation-request';

/** What an arm is worth per list shown: clicks, or credited revenue. */
export const optimiserGoals = ['clicks', 'revenue'] as const;
export type OptimiserGoal = (typeof optimiserGoals)[number];

/** One way to make the list of a placement. */
export interface Arm {
  /** Unique within the placement. */
  readonly arm: string;
  /** How it differs from the store's own list; of the first arm empty, which the others are held to. */
  readonly treatment: ListTreatment;
}

/** What a merchant sets about the optimisation of one placement. */
export interface PlacementDraft {
  readonly placement: Placement;
  readonly isOn: boolean;
  /** 2 … 6. */
  readonly arms: readonly Arm[];
  readonly goal: OptimiserGoal;
  /** Share of the lists that every arm keeps, basis points, 100 … 1,500. */
  readonly leastShareBasisPoints: number;
  /** Lists shown of each arm before shares move. */
  readonly leastLists: number;
  /** Adds to the cart per list that an arm may cost beside the first, basis points of its figure. */
  readonly mostLossBasisPoints: number;
  /** Days that count, newest first, 7 … 60. */
  readonly windowDays: number;
}

export interface PlacementSettings extends PlacementDraft {
  /** Another number begins anew: nothing that was learned before counts. */
  readonly run: number;
}

/** Automatic optimisation of a company; nothing is optimised by default. */
export interface OptimiserSettings {
  /** By placement, each at most once. */
  readonly placements: readonly PlacementSettings[];
}

export const defaultOptimiserSettings: OptimiserSettings = { placements: [] };

const isSame = ({ run: _, ...known }: PlacementSettings, draft: PlacementDraft): boolean =>
  JSON.stringify(Object.entries(known).sort()) === JSON.stringify(Object.entries(draft).sort());

/** The settings after a change: what is changed, and what is to begin anew, gets the next run. */
export const changeOptimiser = (
  { placements: before }: OptimiserSettings,
  drafts: readonly (PlacementDraft & { readonly restart?: boolean })[],
): OptimiserSettings => ({
  placements: drafts.map(({ restart = false, ...draft }) => {
    const known = before.find(({ placement }) => placement === draft.placement);
    if (!known) return { ...draft, run: 1 };
    return { ...draft, run: known.run + Number(restart || !isSame(known, draft)) };
  }),
});

/** Why an optimisation was stopped by itself. The store's own list is then shown to everybody until a person restarts it. */
export const freezeReasons = ['uneven-arms', 'fewer-clicks', 'traffic-lost'] as const;
export type FreezeReason = (typeof freezeReasons)[number];

/** Where the optimisation of a placement stands. */
export interface PlacementState {
  readonly run: number;
  /** Store day of the last step, `YYYY-MM-DD`. */
  readonly day: string;
  /** Shares in force, basis points by arm; they sum to 10,000. */
  readonly shares: Readonly<Record<string, number>>;
  /** Arms that a guardrail took out. */
  readonly stopped: readonly string[];
  readonly frozen?: FreezeReason;
}

/** By placement. */
export type OptimiserState = Readonly<Partial<Record<Placement, PlacementState>>>;

/** Lists of a run count under this name in tokens, events and roll-ups. */
export const optimisedName = ({ placement, run }: Pick<PlacementSettings, 'placement' | 'run'>): string =>
  `auto-${placement}-${run}`;

export const wholeShare = 10_000;

/** Equal shares; what does not divide goes to the first. */
export const equalShares = (arms: readonly Arm[]): Record<string, number> => {
  const each = Math.floor(wholeShare / arms.length);
  return Object.fromEntries(arms.map(({ arm }, at) => [arm, at === 0 ? wholeShare - each * (arms.length - 1) : each]));
};

/** Everything to the first arm: the store's own list. */
export const ownListOnly = (arms: readonly Arm[]): Record<string, number> =>
  Object.fromEntries(arms.map(({ arm }, at) => [arm, at === 0 ? wholeShare : 0]));

/** The state of the present run; nothing that another run learned. */
export const stateOf = (state: OptimiserState, { placement, run }: PlacementSettings): PlacementState | undefined => {
  const known = state[placement];
  return known?.run === run ? known : undefined;
};

/** The shares in force: equal ones before the first step. */
export const sharesOf = (state: OptimiserState, settings: PlacementSettings): Readonly<Record<string, number>> =>
  stateOf(state, settings)?.shares ?? equalShares(settings.arms);
