import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { behaviouralRelations } from '#core/recommend/relation';
import { benchEventToList } from '#test/bench/engine/event-to-list';
import { benchEventToListInCloud } from '#test/bench/engine/event-to-list-cloud';
import { sumOf } from '#test/bench/engine/stopwatch';
import { logLogSlope, type SqlFigures, type TrainingFigures } from '#test/bench/engine/training-figures';
import { benchRanking } from '#test/bench/ranking';

const usage = `Usage: npm run bench:engine -- [--sizes 0.5,2,10,30] [--seconds 360]

Trains synthetic stores of so many million interactions, each in a process of its own, and beside them the same
relations by SQL on DuckDB; then times the ranking of a request, and an event until a list has changed.
A size that would take longer than the seconds that are left is not begun.`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '0.5,2,10,30' },
    seconds: { type: 'string', default: '360' },
    help: { type: 'boolean', default: false },
  },
});

const print = (line: string): void => console.log(line);
const startedAt = performance.now();
const secondsLeft = (): number => Number(values.seconds) - (performance.now() - startedAt) / 1000;

/** The SQL gets as long as this for each relation. */
const sqlSeconds = 20;

const child = <T>(file: string, args: readonly number[]): T | undefined => {
  try {
    const text = execFileSync(process.execPath, [`test/bench/engine/${file}.ts`, ...args.map(String)], {
      encoding: 'utf8',
      timeout: Math.ceil(Math.max(1, secondsLeft()) * 1000),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(text) as T;
  } catch (error) {
    print(`  ${file} was stopped: ${(error as NodeJS.ErrnoException).code ?? 'it failed'}`);
    return undefined;
  }
};

const cell = (value: number, digits = 1): string => value.toFixed(digits).padStart(9);

const printTraining = ({ interactions, products, laps, logMebibytes, peakMebibytes }: TrainingFigures): void => {
  const { log, ...training } = laps;
  const parts = [log ?? sumOf({}), sumOf(training), sumOf(laps)].map(({ wall, cpu }) => cell(wall) + cell(cpu));
  const memory = `${cell(logMebibytes, 0)}${cell(peakMebibytes, 0)}`;
  print(`${cell(interactions / 1e6, 2)}${cell(products, 0)} ${parts.join(' ')}${memory}`);
};

const printSql = (own: TrainingFigures, sql: SqlFigures): void => {
  for (const relation of behaviouralRelations) {
    const ours = own.laps[relation];
    const theirs = sql.laps[relation];
    const answer = theirs ? `${cell(theirs.wall)}${cell(theirs.cpu)}` : `   stopped after ${sqlSeconds} s`;
    print(`  ${relation.padEnd(16)}${cell(ours?.wall ?? 0)}${cell(ours?.cpu ?? 0)}${answer}`);
  }
};

const benchSizes = (sizes: readonly number[]): void => {
  const done: { figures: TrainingFigures; sql?: SqlFigures }[] = [];
  print('interactions products   log: wall, CPU s    train: wall, CPU s    all: wall, CPU s   log MiB peak MiB');
  let [lastSeconds, lastSize] = [0, 1];
  for (const millions of sizes) {
    const expected = 1.3 * lastSeconds * (millions / lastSize);
    if (expected > secondsLeft()) {
      print(`${cell(millions, 2)}  not begun: it would take some ${Math.round(expected)} s`);
      continue;
    }
    const begunAt = performance.now();
    const figures = child<TrainingFigures>('train-synthetic', [millions * 1e6]);
    [lastSeconds, lastSize] = [(performance.now() - begunAt) / 1000, millions];
    if (!figures) continue;
    printTraining(figures);
    done.push({ figures });
  }
  for (const measure of ['wall', 'cpu'] as const) {
    const points = done.map(({ figures }) => ({ x: figures.interactions, y: sumOf(figures.laps)[measure] }));
    print(`  log-log slope, ${measure}: ${logLogSlope(points).toFixed(2)}`);
  }
  print(
    '\nThe same relations by SQL on DuckDB: built in wall, CPU s; SQL wall, CPU s. bought-together is built in with the cart',
  );
  for (const { figures } of done) {
    if (secondsLeft() < 2 * sqlSeconds) break;
    print(`  ${(figures.interactions / 1e6).toFixed(2)} million`);
    const sql = child<SqlFigures>('sql-synthetic', [figures.interactions, sqlSeconds]);
    if (!sql) break;
    printSql(figures, sql);
    if (behaviouralRelations.some((relation) => !sql.laps[relation])) break;
  }
};

if (values.help) print(usage);
else {
  print(`${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}; all figures from this one run`);
  print('\nRanking one request in the core: 20 products of a visit, 50 candidates each, all filters');
  benchRanking(print);
  print('\nFrom an event to a changed list, in the core');
  benchEventToList(print);
  print('\nFrom an event to a changed list, over HTTP through the local cloud');
  await benchEventToListInCloud(print);
  print('\nTraining synthetic stores');
  benchSizes(values.sizes.split(',').map(Number));
}
