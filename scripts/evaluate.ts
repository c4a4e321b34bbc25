import { writeFileSync } from 'node:fs';
import { evaluateColdProducts } from './evaluate/cold-products.ts';
import { evaluatePack, type PackEvaluation } from './evaluate/evaluate-pack.ts';
import { type EvaluateOptions, readOptions, UsageError, usage } from './evaluate/options.ts';

const describe = (
  { task, k, validate }: EvaluateOptions,
  { figures, trainSeconds, answerSeconds, predictions }: PackEvaluation,
): string => {
  const lists = `${predictions.length} lists`;
  const time = `training ${trainSeconds.toFixed(1)} s, ${lists} ${answerSeconds.toFixed(1)} s`;
  if (!figures) return `${task}: ${time}; the pack has no answers to compare with`;
  const { hitRate, mrr, recall, ndcg, coverage } = figures;
  const [hr, rr, rc, nd, cv] = [hitRate, mrr, recall, ndcg, coverage].map((figure) => figure.toFixed(4));
  const part = validate ? ' (last tenth of the training part)' : '';
  return `${task}${part}: HR@${k} ${hr}  MRR@${k} ${rr}  Recall@${k} ${rc}  NDCG@10 ${nd}  coverage ${cv}; ${time}`;
};

const describeTuning = ({ tuned, tuneSeconds }: PackEvaluation): string => {
  const lines = tuned.map(({ part, trials, before, after, changed }) => {
    const gain = `${before.toFixed(4)} → ${after.toFixed(4)}`;
    return `  ${part}: ${trials} trials, hit + reciprocal rank ${gain} ${JSON.stringify(changed)}`;
  });
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
  if (options.trials > 0) console.log(describeTuning(evaluation));
  console.log(describe(options, evaluation));
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
