import { writeFileSync } from 'node:fs';
import type { Interval } from '#core/evaluation/confidence-interval';
import { evaluateColdProducts } from './evaluate/cold-products.ts';
import { evaluatePack, type PackEvaluation } from './evaluate/evaluate-pack.ts';
import type { Figures } from './evaluate/measure-lists.ts';
import { type EvaluateOptions, readOptions, UsageError, usage } from './evaluate/options.ts';

const between = ({ low, high }: Interval): string => `${low.toFixed(4)} … ${high.toFixed(4)}`;

const describeFigures = ({ k, task, validate }: EvaluateOptions, figures: Figures): string => {
  const { hitRate, mrr, recall, ndcg, coverage, novelty, popularityBias, diversity } = figures;
  const [hr, rr, rc, nd, cv] = [hitRate, mrr, recall, ndcg, coverage].map((figure) => figure.toFixed(4));
  const part = validate ? ' (last tenth of the training part)' : '';
  const varied = diversity === undefined ? '' : `, diversity of titles ${diversity.toFixed(3)}`;
  return [
    `${task}${part}: HR@${k} ${hr}  MRR@${k} ${rr}  Recall@${k} ${rc}  NDCG@10 ${nd}  coverage ${cv}`,
    `  95 % of the time HR ${between(figures.hitRateInterval)}, MRR ${between(figures.mrrInterval)}`,
    `  novelty ${novelty.toFixed(2)} bits, popularity ${popularityBias.toFixed(2)} of what is wanted${varied}`,
  ].join('\n');
};

const describeTime = ({ latencies, trainSeconds, answerSeconds }: PackEvaluation): string => {
  const at = (share: number): string => (latencies[Math.floor(share * (latencies.length - 1))] ?? 0).toFixed(2);
  const lists = `${latencies.length} lists ${answerSeconds.toFixed(1)} s (median ${at(0.5)} ms, p99 ${at(0.99)} ms)`;
  return `  training ${trainSeconds.toFixed(1)} s, ${lists}`;
};

const describe = (options: EvaluateOptions, evaluation: PackEvaluation): string => {
  const { figures } = evaluation;
  const told = figures ? describeFigures(options, figures) : `${options.task}: the pack has no answers to compare with`;
  return `${told}\n${describeTime(evaluation)}`;
};

const describeComparison = ({ k }: EvaluateOptions, comparison: NonNullable<PackEvaluation['comparison']>): string =>
  Object.entries(comparison)
    .map(([name, { gain, interval, better, worse, isBeyondChance }]) => {
      const verdict = isBeyondChance ? 'beyond chance' : 'within chance';
      const sign = gain > 0 ? '+' : '';
      return `  against the other lists ${name}@${k} ${sign}${gain.toFixed(4)} (${between(interval)}; ${better} better, ${worse} worse): ${verdict}`;
    })
    .join('\n');

const describeTuning = ({ tuned, tuneSeconds }: PackEvaluation): string => {
  const gain = (before: number, after: number, accepted: boolean): string =>
    `hit + reciprocal rank ${before.toFixed(4)} → ${after.toFixed(4)}, ${accepted ? 'accepted' : 'kept as it was'}`;
  const { parameters, blend } = tuned;
  const lines = blend.map(
    ({ kind, questions, before, after, accepted }) =>
      `  blend of ${kind}: ${questions} questions, ${gain(before, after, accepted)}`,
  );
  if (parameters) {
    const { trials, before, after, accepted, changed } = parameters;
    lines.unshift(`  parameters: ${trials} trials, ${gain(before, after, accepted)} ${JSON.stringify(changed)}`);
  }
  return [`Self-tuning, ${tuneSeconds.toFixed(1)} s`, ...lines].join('\n');
};

/** Numbers stay numbers, as the packs write them. */
const packId = (id: string): string | number => (/^\d{1,15}$/.test(id) ? Number(id) : id);

const describeColdProducts = async (options: EvaluateOptions): Promise<string> => {
  const figures = await evaluateColdProducts(options);
  const lines = Array.from(figures, ([method, { questions, hitRate, mrr }]) => {
    const values = `HR@${options.k} ${hitRate.toFixed(4)}  MRR@${options.k} ${mrr.toFixed(4)}`;
    return `  ${method.padEnd(22)} ${values}  (${questions} questions)`;
  });
  return [`${options.task}, about products that nobody has met:`, ...lines].join('\n');
};

const run = async (options: EvaluateOptions): Promise<void> => {
  if (options.coldProducts) {
    console.log(await describeColdProducts(options));
    return;
  }
  const evaluation = await evaluatePack(options);
  if (options.out !== undefined) {
    const lines = evaluation.predictions.map(({ q, r }) => `${JSON.stringify({ q, r: r.map(packId) })}\n`);
    writeFileSync(options.out, lines.join(''));
  }
  if (!options.untuned) console.log(describeTuning(evaluation));
  console.log(describe(options, evaluation));
  if (evaluation.comparison) console.log(describeComparison(options, evaluation.comparison));
};

if (process.argv.includes('--help')) console.log(usage);
else {
  try {
    await run(readOptions(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : (error as Error).message);
    process.exitCode = 1;
  }
}
