import { significantDeviations } from '#core/evaluation/beyond-chance';
import type { EvaluationReport, RelationMetrics } from '#core/evaluation/evaluate-model';
import type { GateMargins } from '#core/recommend/recommendation-config';
import { type Relation, relations } from '#core/recommend/relation';

export interface Verdict {
  readonly accepted: boolean;
  /** One sentence per finding; never empty. */
  readonly reasons: readonly string[];
}

/** Fewer questions than this decide nothing: the figures are noise. */
export const fewestQueriesToJudge = 30;

/**
 * Whether a share that fell did so beyond chance: the two-proportion z-test with pooled variance
 * (Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed., ch. 3). A nightly hold-out of a small
 * store moves by more than any sensible margin without anything being wrong.
 */
const fellBeyondChance = (live: RelationMetrics, candidate: RelationMetrics): boolean => {
  const queries = live.queries + candidate.queries;
  const pooled = (live.hitRate * live.queries + candidate.hitRate * candidate.queries) / queries;
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / live.queries + 1 / candidate.queries));
  return live.hitRate - candidate.hitRate > significantDeviations * deviation;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const lossOf = (
  name: string,
  relation: Relation,
  candidate: number,
  live: number,
  margin: number,
): string | undefined => {
  if (live <= 0 || candidate >= live * (1 - margin)) return undefined;
  return `${relation}: ${name} fell from ${percent(live)} to ${percent(candidate)}, more than the allowed ${percent(margin)}`;
};

const losses = (
  relation: Relation,
  candidate: RelationMetrics | undefined,
  live: RelationMetrics | undefined,
  { hitRateLoss, coverageLoss }: GateMargins,
): string[] => {
  if (!live || live.queries < fewestQueriesToJudge) return [];
  if (!candidate)
    return [`${relation}: the live model answers ${live.queries} questions, the new one has none to answer`];
  if (candidate.queries < fewestQueriesToJudge) return [];
  return [
    fellBeyondChance(live, candidate)
      ? lossOf('hit rate', relation, candidate.hitRate, live.hitRate, hitRateLoss)
      : undefined,
    lossOf('coverage', relation, candidate.coverage, live.coverage, coverageLoss),
  ].filter((loss) => loss !== undefined);
};

/**
 * Whether a new model may go live: it is held when, on any relation with enough questions, it loses more of the live
 * model's coverage than the margin allows, or more of its hit rate than the margin and chance together. The first model
 * is always accepted.
 */
export const judgeModel = (
  candidate: EvaluationReport,
  live: EvaluationReport | undefined,
  margin: GateMargins,
): Verdict => {
  if (!live) return { accepted: true, reasons: ['There is no live model to compare with.'] };
  const found = relations.flatMap((relation) =>
    losses(relation, candidate.relations[relation], live.relations[relation], margin),
  );
  if (found.length > 0) return { accepted: false, reasons: found };
  return { accepted: true, reasons: ['No relation loses more than the margin against the live model.'] };
};
