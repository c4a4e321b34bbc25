/**
 * What an experiment has shown so far. Intervals hold at all times (confidence-sequence), so that this may be asked
 * daily; over all looks and variants a winner is called wrongly with at most 5 %.
 *
 * A variant wins when its metric lies above the first one's beyond doubt and every guardrail is shown to lose at most
 * what it may (non-inferiority; Schultzberg, Ankargren & Frånberg 2024). A sample-ratio mismatch, too few days or too few
 * units call no winner whatever the figures. Segments are for looking, not for calling winners. O(variants · metrics).
 */
import { type ComparisonSettings, compareVariants, type VariantMetric } from '#core/experiments/compare-variants';
import {
  type Experiment,
  type ExperimentMetric,
  experimentMetrics,
  type Guardrail,
} from '#core/experiments/experiment';
import { noOutcomes, type OutcomeSums } from '#core/experiments/outcome-sums';
import { type SampleRatio, sampleRatio } from '#core/experiments/sample-ratio';
import { type Verdict, verdictOf } from '#core/experiments/verdict';

export const experimentAlpha = 0.05;

const dayMs = 86_400_000;

export type VariantMetrics = Readonly<Record<ExperimentMetric, VariantMetric>>;

/** `open`: neither shown to keep the bound nor to break it. */
export type GuardrailState = 'safe' | 'harmed' | 'open';

export interface VariantResult {
  readonly variant: string;
  readonly units: number;
  readonly metrics: VariantMetrics;
  /** In the order of the experiment's guardrails; of the first variant empty. */
  readonly guardrails: readonly GuardrailState[];
}

export interface ExperimentResults {
  /** Whole days that it has run. */
  readonly days: number;
  readonly sampleRatio: SampleRatio;
  readonly variants: readonly VariantResult[];
  readonly segments: readonly { readonly segment: string; readonly variants: readonly VariantResult[] }[];
  readonly verdict: Verdict;
}

/** Sums by segment and variant. */
export type SegmentSums = ReadonlyMap<string, ReadonlyMap<string, OutcomeSums>>;

const guardrailState = ({ mostLossBasisPoints }: Guardrail, { comparison }: VariantMetric): GuardrailState => {
  const least = -mostLossBasisPoints / 10_000;
  if (comparison?.liftLow == null || comparison.liftHigh == null) return 'open';
  if (comparison.liftLow >= least) return 'safe';
  return comparison.liftHigh < least ? 'harmed' : 'open';
};

const settingsOf = ({ leastUnits, variants }: Experiment): ComparisonSettings => ({
  plannedUnits: leastUnits * variants.length,
  alpha: experimentAlpha,
});

const resultsOf = (experiment: Experiment, all: readonly OutcomeSums[]): VariantResult[] => {
  const settings = settingsOf(experiment);
  const compared = experimentMetrics.map((metric) => [metric, compareVariants(all, metric, settings)] as const);
  return experiment.variants.map(({ variant }, index) => {
    const metrics = Object.fromEntries(compared.map(([metric, of]) => [metric, of[index]!])) as VariantMetrics;
    const guardrails = experiment.guardrails.map((guardrail) => guardrailState(guardrail, metrics[guardrail.metric]));
    return { variant, units: all[index]!.units, metrics, guardrails: index === 0 ? [] : guardrails };
  });
};

const daysOf = ({ startedAt, stoppedAt }: Experiment, now: string): number =>
  startedAt === undefined ? 0 : Math.max(0, Math.floor((Date.parse(stoppedAt ?? now) - Date.parse(startedAt)) / dayMs));

/**
 * @param sums of all units, by variant
 * @param now ISO-8601 UTC
 */
export const judgeExperiment = (
  experiment: Experiment,
  sums: ReadonlyMap<string, OutcomeSums>,
  bySegment: SegmentSums,
  now: string,
): ExperimentResults => {
  const ordered = (of: ReadonlyMap<string, OutcomeSums>): OutcomeSums[] =>
    experiment.variants.map(({ variant }) => of.get(variant) ?? noOutcomes);
  const all = ordered(sums);
  const days = daysOf(experiment, now);
  const ratio = sampleRatio(
    experiment.variants,
    all.map(({ units }) => units),
  );
  const variants = resultsOf(experiment, all);
  return {
    days,
    sampleRatio: ratio,
    variants,
    segments: [...bySegment]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([segment, of]) => ({ segment, variants: resultsOf(experiment, ordered(of)) })),
    verdict: verdictOf(experiment, { days, variants, isMismatch: ratio.isMismatch }),
  };
};
