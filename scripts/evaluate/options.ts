import { parseArgs } from 'node:util';

/** What kind of question is asked; nothing else about a pack changes how it is answered. */
export const tasks = ['next', 'itempage', 'basket', 'fbt', 'nextbasket', 'nextbuy'] as const;
export type Task = (typeof tasks)[number];

export interface EvaluateOptions {
  readonly packDir: string;
  readonly task: Task;
  /** Predictions are written here; absent: only figures are printed. */
  readonly out?: string;
  /** Length of each list. */
  readonly k: number;
  /** Asks about the last tenth of the training part instead of the test part. */
  readonly validate: boolean;
  /** Trainings that self-tuning may spend however long they take; absent: what a night spends. */
  readonly trials?: number;
  /** No self-tuning: the defaults as they are. */
  readonly untuned?: boolean;
  /** Judge the lists of products whose interactions are hidden, in place of the whole. */
  readonly coldProducts?: boolean;
  /** Lists of another model, as --out wrote them, to compare with on the same questions. */
  readonly against?: string;
}

export const usage = `Usage: npm run evaluate -- --pack DIR --task TASK [options]

Trains on a pack of real interactions with the code of the nightly pipeline, answers its questions with the code of the
API, and writes the lists.

  --pack DIR      folder with train.csv, queries_TASK.jsonl and, where known, items.csv and truth_TASK.jsonl (all may be gzipped)
  --task TASK     ${tasks.join(', ')}
  --out FILE      where the predictions go, one JSON line per question
  --k N           length of each list, 1 to 24 (default 20)
  --validate      ask about the last tenth of the training part; the test part stays unread
  --trials N      trainings that self-tuning may spend on the training part, 0 to 1000 (default: what a night spends)
  --untuned       no self-tuning: the defaults as they are
  --against FILE  lists that an earlier run wrote with --out, to compare with question by question
  --cold-products judge the lists of products whose interactions are hidden, for the tasks fbt and itempage`;

export class UsageError extends Error {}

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
};

const parse = (argv: readonly string[]) => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    pack: text,
    task: text,
    out: text,
    k: text,
    trials: text,
    against: text,
    validate: flag,
    'cold-products': flag,
    untuned: flag,
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** @throws UsageError naming the option that is missing or wrong. */
export const readOptions = (argv: readonly string[]): EvaluateOptions => {
  const values = parse(argv);
  const task = tasks.find((one) => one === values.task);
  if (values.pack === undefined) throw new UsageError('--pack is missing');
  if (task === undefined) throw new UsageError(`--task must be one of ${tasks.join(', ')}`);
  const validate = values.validate ?? false;
  const coldProducts = values['cold-products'] ?? false;
  if (values.out === undefined && !validate && !coldProducts) throw new UsageError('--out is missing');
  if (coldProducts && task !== 'fbt' && task !== 'itempage')
    throw new UsageError('--cold-products asks fbt or itempage');
  return {
    packDir: values.pack,
    task,
    out: values.out,
    ...(values.against !== undefined && { against: values.against }),
    k: wholeNumber('k', values.k ?? '20', 1, 24),
    validate,
    ...(coldProducts && { coldProducts }),
    ...(values.trials !== undefined && { trials: wholeNumber('trials', values.trials, 0, 1000) }),
    ...(values.untuned && { untuned: true }),
  };
};
