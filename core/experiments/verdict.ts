import type { Experiment, ExperimentMetric } from '#core/experiments/experiment';
import type { VariantResult } from '#core/experiments/judge-experiment';

export const verdictCodes = [
  'not-started',
  'sample-ratio-mismatch',
  'too-early',
  'winner',
  'first-wins',
  'guardrail',
  'undecided',
] as const;
export type VerdictCode = (typeof verdictCodes)[number];

export interface Verdict {
  readonly code: VerdictCode;
  /** The variant that won; null without one. */
  readonly winner: string | null;
  /** In plain words. */
  readonly text: string;
}

interface Shown {
  readonly days: number;
  readonly variants: readonly VariantResult[];
  readonly isMismatch: boolean;
}

const metricWords: Record<ExperimentMetric, string> = {
  conversion: 'conversion rate',
  revenue: 'revenue per shopper',
  clicks: 'click rate',
  'order-value': 'average order value',
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const without = (code: VerdictCode, text: string): Verdict => ({ code, winner: null, text });

const earlyText = ({ leastDays, leastUnits }: Experiment, { days, variants }: Shown): string | undefined => {
  const fewest = Math.min(...variants.map(({ units }) => units));
  if (days < leastDays) return `Too early to say: it has run for ${days} of at least ${leastDays} days.`;
  if (fewest >= leastUnits) return undefined;
  return `Too early to say: a variant has been seen by ${fewest} of at least ${leastUnits} shoppers.`;
};

const liftText = (metric: ExperimentMetric, { metrics }: VariantResult): string => {
  const { lift = null, liftLow = null, liftHigh = null } = metrics[metric].comparison ?? {};
  if (lift === null || liftLow === null || liftHigh === null) return '';
  return ` by ${percent(lift)} (between ${percent(liftLow)} and ${percent(liftHigh)})`;
};

const isBetter = ({ metrics }: VariantResult, metric: ExperimentMetric): boolean =>
  (metrics[metric].comparison?.low ?? 0) > 0;

const isWorse = ({ metrics }: VariantResult, metric: ExperimentMetric): boolean =>
  (metrics[metric].comparison?.high ?? 0) < 0;

const guardrailText = ({ guardrails, metric }: Experiment, better: readonly VariantResult[]): string => {
  const harmed = better.find((result) => result.guardrails.includes('harmed'));
  const result = harmed ?? better[0]!;
  const index = result.guardrails.indexOf(harmed ? 'harmed' : 'open');
  const guarded = metricWords[guardrails[index]!.metric];
  const raises = `${result.variant} raises the ${metricWords[metric]}, but`;
  if (harmed) return `${raises} it costs more ${guarded} than allowed. It should not be kept.`;
  return `${raises} it is not yet shown that it spares the ${guarded}. Let it run on.`;
};

/** The best of those that are better than the first one beyond doubt; the earlier one when equal. */
const bestOf = (results: readonly VariantResult[], metric: ExperimentMetric): VariantResult | undefined =>
  results.reduce<VariantResult | undefined>((best, result) => {
    const difference = result.metrics[metric].comparison!.difference;
    return best && best.metrics[metric].comparison!.difference >= difference ? best : result;
  }, undefined);

const decide = (experiment: Experiment, { variants }: Shown): Verdict => {
  const { metric, status } = experiment;
  const [first, ...others] = variants;
  const better = others.filter((result) => isBetter(result, metric));
  const winner = bestOf(
    better.filter(({ guardrails }) => guardrails.every((state) => state === 'safe')),
    metric,
  );
  const words = metricWords[metric];
  if (winner) {
    const text = `${winner.variant} wins: it raises the ${words} against ${first!.variant}${liftText(metric, winner)}.`;
    return { code: 'winner', winner: winner.variant, text };
  }
  if (better.length > 0) return without('guardrail', guardrailText(experiment, better));
  if (others.length > 0 && others.every((result) => isWorse(result, metric))) {
    const text = `${first!.variant} wins: every other variant lowers the ${words}.`;
    return { code: 'first-wins', winner: first!.variant, text };
  }
  const hint = status === 'STOPPED' ? 'It ended without a winner.' : 'Let it run on, or stop it without a winner.';
  return without('undecided', `No difference in the ${words} is shown beyond doubt. ${hint}`);
};

/** What may be concluded, the reasons against any conclusion first. */
export const verdictOf = (experiment: Experiment, shown: Shown): Verdict => {
  if (experiment.startedAt === undefined) return without('not-started', 'It has not been started.');
  if (shown.isMismatch) {
    const text =
      'The variants were not seen by as many shoppers as their weights promise. Something deals, shows or counts them ' +
      'unequally, so no winner can be called. Find the cause and start again with another salt.';
    return without('sample-ratio-mismatch', text);
  }
  const early = earlyText(experiment, shown);
  return early === undefined ? decide(experiment, shown) : without('too-early', early);
};
