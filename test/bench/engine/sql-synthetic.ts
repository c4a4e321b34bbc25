import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { behaviouralRelations } from '#core/recommend/relation';
import { type GroupedLog, groupCount, groupTime } from '#core/similarity/grouped-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { logKinds, relationQuery } from '#core/training/sql/relation-query';
import { logOf } from '#core/training/train-relation';
import { Stopwatch } from '#test/bench/engine/stopwatch';
import { syntheticData } from '#test/bench/engine/synthetic-data';
import type { SqlFigures } from '#test/bench/engine/training-figures';

/** Runs the SQL of each relation on the log of a synthetic store; what is not done in time is stopped and left out. */
const [interactions, limitSeconds] = process.argv.slice(2).map(Number) as [number, number];
const run = { companyId: 'bench', runName: 'bench' };
const { data } = syntheticData(interactions, new Stopwatch());
const folder = mkdtempSync(join(tmpdir(), 'smart-upsell-sql-'));

const writeEntries = async (file: string, log: GroupedLog): Promise<void> => {
  const { items, offsets, people } = log;
  const stream = createWriteStream(file);
  let text = 'grp,person,item,place,group_ms\n';
  for (let group = 0; group < groupCount(log); group += 1) {
    for (let entry = offsets[group]!; entry < offsets[group + 1]!; entry += 1) {
      text += `${group},${people[group]},${items[entry]},${entry - offsets[group]! + 1},${groupTime(log, group)}\n`;
    }
    if (text.length < 1_000_000) continue;
    if (!stream.write(text)) await once(stream, 'drain');
    text = '';
  }
  await new Promise<void>((resolve) => stream.end(text, resolve));
};

const instance = await DuckDBInstance.create(':memory:', {
  threads: String(availableParallelism()),
  memory_limit: '6GB',
  temp_directory: folder,
});
const connection = await instance.connect();
try {
  const loadedFrom = performance.now();
  const names = `'${run.companyId}' AS company, '${run.runName}' AS run`;
  await connection.run(
    `CREATE TABLE items AS SELECT ${names}, range AS item, 1 AS active, range AS variant_group FROM range(${data.productIds.length})`,
  );
  for (const [index, relation] of behaviouralRelations.entries()) {
    const log = logOf(relation, data);
    const file = join(folder, `${logKinds[relation]}.csv`);
    await writeEntries(file, log);
    const rows = `SELECT ${names}, '${logKinds[relation]}' AS kind, * FROM read_csv('${file}')`;
    await connection.run(index === 0 ? `CREATE TABLE entries AS ${rows}` : `INSERT INTO entries ${rows}`);
  }
  const loadSeconds = (performance.now() - loadedFrom) / 1000;
  const watch = new Stopwatch();
  for (const relation of behaviouralRelations) {
    const query = relationQuery({ ...run, relation, parameters: defaultTrainingParameters.relations[relation] });
    const stop = watch.start(relation);
    const timer = setTimeout(() => connection.interrupt(), limitSeconds * 1000);
    const isDone = await connection.run(`CREATE TABLE "${relation}" AS ${query}`).then(
      () => true,
      () => false,
    );
    clearTimeout(timer);
    if (isDone) stop();
  }
  const peakMebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ loadSeconds, laps: watch.laps, peakMebibytes } satisfies SqlFigures));
} finally {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
}
