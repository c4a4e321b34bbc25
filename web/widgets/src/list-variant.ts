import { assignVariant } from '../../../core/experiments/assign-variant.ts';
import type { RecommendationList } from './recommendation-list.ts';

type Assignments = RecommendationList['experiments'];

/** Under which name a list is asked for. */
export interface NamedVariant {
  readonly experimentId: string;
  readonly variant: string;
}

/** The visitor's variant among the experiments of a list; groups leave one at most. */
export const drawVariant = (experiments: Assignments, sessionId: string): NamedVariant | undefined => {
  for (const experiment of experiments) {
    const variant = assignVariant(experiment, sessionId);
    if (variant !== null) return { experimentId: experiment.experimentId, variant };
  }
  return undefined;
};

const storageKey = 'smart-upsell.experiments';
/** As long as an answer may lie at the edge. */
const keepMs = 300_000;

type Kept = Readonly<Record<string, { readonly at: number; readonly experiments: Assignments }>>;

const readKept = (): Kept => {
  try {
    return (JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Kept | null) ?? {};
  } catch {
    return {};
  }
};

/** Keeps what runs for a list, so that the next page asks for its visitor's variant at once. */
export const rememberExperiments = (list: string, experiments: Assignments, at: number): void => {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...readKept(), [list]: { at, experiments } }));
  } catch {
    // Storage is blocked or full: the next page then asks twice.
  }
};

/** What ran for a list not long ago; nothing when that is not known. */
export const recallExperiments = (list: string, now: number): Assignments => {
  const kept = readKept()[list];
  return kept && Array.isArray(kept.experiments) && Math.abs(now - kept.at) < keepMs ? kept.experiments : [];
};
