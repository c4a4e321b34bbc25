import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { evaluatePack } from '#scripts/evaluate/evaluate-pack';
import { holdOut } from '#scripts/evaluate/hold-out';
import { type EvaluateOptions, readOptions, UsageError } from '#scripts/evaluate/options';

let packDir: string;

beforeEach(() => {
  packDir = mkdtempSync(join(tmpdir(), 'evaluate-pack-'));
});

afterEach(() => {
  rmSync(packDir, { recursive: true, force: true });
});

const write = (name: string, lines: readonly string[]): void =>
  writeFileSync(join(packDir, `${name}.gz`), gzipSync(`${lines.join('\n')}\n`));

const options = (overrides: Partial<EvaluateOptions>): EvaluateOptions => ({
  packDir,
  task: 'basket',
  out: 'unused',
  k: 2,
  validate: false,
  trials: 0,
  ...overrides,
});

/** Forty baskets in which 1, 2 and 3 meet, and forty in which 4 and 5 do. */
const baskets = (): string[] => {
  const lines = ['group_id,item_id,t,user'];
  for (let group = 0; group < 80; group += 1) {
    for (const item of group % 2 === 0 ? [1, 2, 3] : [4, 5]) lines.push(`${group},${item},${group * 60},u${group % 7}`);
  }
  return lines;
};

describe('evaluatePack', () => {
  it('completes a cart with what was bought with it, never with what is in it', async () => {
    write('train.csv', baskets());
    write('queries_basket.jsonl', ['{"q":7,"ctx":[1,2],"t":9999}']);
    write('truth_basket.jsonl', ['{"q":7,"y":[3]}']);
    const { predictions, figures } = await evaluatePack(options({}));
    expect(predictions).toEqual([{ q: 7, r: ['3', expect.stringMatching(/^[45]$/)] }]);
    expect(figures).toMatchObject({ queries: 1, hitRate: 1, mrr: 1 });
  });

  it('answers an item page from the sessions, in a pack whose times are order numbers', async () => {
    const steps = Array.from({ length: 30 }, (_, group) => [`${group},9,${group}`, `${group},8,${group}`]).flat();
    write('train.csv', ['group_id,item_id,t', ...steps]);
    write('queries_itempage.jsonl', ['{"q":0,"ctx":[9]}']);
    const { predictions, figures } = await evaluatePack(options({ task: 'itempage' }));
    expect(predictions).toEqual([{ q: 0, r: ['8'] }]);
    expect(figures).toBeUndefined();
  });

  it('validates on the training part alone', async () => {
    write('train.csv', baskets());
    const { figures } = await evaluatePack(options({ task: 'fbt', validate: true }));
    expect(figures).toMatchObject({ hitRate: 1 });
  });

  it('names the file that is missing', async () => {
    await expect(evaluatePack(options({}))).rejects.toThrow('has no train.csv and no train.csv.gz');
  });
});

describe('holdOut', () => {
  const rows = Array.from({ length: 20 }, (_, group) =>
    ['a', 'b', 'b', 'c'].map((item) => ({ group: String(group), item, t: group, user: group % 2 ? 'odd' : 'even' })),
  ).flat();

  it('trains on nothing that is as new as what asks', () => {
    const { train, questions } = holdOut('next', rows);
    expect(Math.max(...train.map(({ t }) => t))).toBe(17);
    expect(questions.map(({ ctx }) => ctx.join(''))).toEqual(['a', 'ab', 'abb', 'a', 'ab', 'abb']);
  });

  it('never shows an answer in the question of a cart or an item page', () => {
    for (const task of ['basket', 'fbt', 'itempage'] as const) {
      const { questions, truth } = holdOut(task, rows);
      expect(questions.length).toBeGreaterThan(0);
      for (const { q, ctx } of questions) for (const item of ctx) expect(truth.get(q)!.has(item)).toBe(false);
    }
  });

  it('asks each customer once for the next basket, from the baskets before', () => {
    const { questions, truth } = holdOut('nextbasket', rows);
    expect(questions.map(({ baskets }) => baskets.length)).toEqual([9, 9]);
    expect([...truth.get(0)!]).toEqual(['a', 'b', 'c']);
  });
});

describe('readOptions', () => {
  it('reads a whole command', () => {
    expect(readOptions(['--pack', 'p', '--task', 'next', '--out', 'o', '--k', '10'])).toEqual({
      packDir: 'p',
      task: 'next',
      out: 'o',
      k: 10,
      validate: false,
    });
  });

  it.each([
    [['--task', 'next', '--out', 'o'], '--pack is missing'],
    [['--pack', 'p', '--task', 'guess', '--out', 'o'], '--task must be one of'],
    [['--pack', 'p', '--task', 'next'], '--out is missing'],
    [['--pack', 'p', '--task', 'next', '--out', 'o', '--k', '0'], '--k must be a whole number from 1 to 24'],
    [['--pack', 'p', '--nonsense'], 'nonsense'],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(UsageError);
    expect(() => readOptions(argv)).toThrow(message);
  });
});
