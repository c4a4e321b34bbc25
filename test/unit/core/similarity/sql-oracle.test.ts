import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ItemKnnRows, trainItemKnn } from '#core/similarity/item-knn';
import { logLikelihoodRatio } from '#core/similarity/log-likelihood-ratio';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

/** Skewed baskets from a linear congruential generator: popular items come up often, as in a shop. */
const baskets = (): number[][] => {
  let state = 20_261_120;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: 400 }, () => [
    ...new Set(Array.from({ length: 1 + Math.floor(next() * 9) }, () => Math.floor(40 * next() ** 2))),
  ]);
};

interface SqlPair {
  readonly a: number;
  readonly b: number;
  readonly both: number;
  readonly cosine: number;
}

const selfJoin = `
  with support as (select item, count(*) n from line group by item)
  select x.item::int a, y.item::int b, count(*)::int pair_count,
         count(*) / sqrt(any_value(sa.n) * any_value(sb.n)) cosine
  from line x join line y on x.basket = y.basket and x.item <> y.item
  join support sa on sa.item = x.item join support sb on sb.item = y.item
  group by all order by a, b`;

/** Rows of numbers that a query gives over the table `line` of baskets and items, which `source` fills. */
const numbersBySql = async (source: string, query: string): Promise<number[][]> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`create table line as ${source}`);
  const result = await connection.runAndReadAll(query);
  const rows = result.getRows().map((row) => row.map(Number));
  connection.closeSync();
  instance.closeSync();
  return rows;
};

const linesOf = (groups: readonly (readonly number[])[]): string => {
  const values = groups.flatMap((items, basket) => items.map((item) => `(${basket}, ${item})`));
  return `select * from (values ${values.join()}) as t(basket, item)`;
};

const pairsBySql = async (groups: readonly (readonly number[])[]): Promise<SqlPair[]> =>
  (await numbersBySql(linesOf(groups), selfJoin)).map((row) => {
    const [a, b, both, cosine] = row as [number, number, number, number];
    return { a, b, both, cosine };
  });

const plain = {
  neighbours: 40,
  lengthPenalty: 0,
  distancePenalty: 0,
  backward: 1,
  popularityPenalty: 0.5,
  shrinkage: 0,
};

it('co-occurrence counts and cosine equal those of a SQL self-join', async () => {
  const groups = baskets();
  const pairs = await pairsBySql(groups);
  const log = aLog(40, groups);
  const postings = invertLog(log);
  const eligibility = {
    active: new Uint8Array(40).fill(1),
    variantGroup: Int32Array.from({ length: 40 }, (_, i) => i),
  };
  const rows = trainItemKnn(log, postings, eligibility, plain);
  const evidence = new EvidenceCounter(log, postings);
  const ours = rows.flatMap(({ items, scores }, a) => {
    const { counts } = evidence.count(a, items);
    return Array.from(items, (b, slot) => ({
      a,
      b,
      both: counts[slot]!,
      cosine: scores[slot]! / Math.sqrt(postings.support[a]!),
    })).sort((x, y) => x.b - y.b);
  });
  expect(ours.length).toBeGreaterThan(500);
  expect(ours.map(({ a, b, both }) => [a, b, both])).toEqual(pairs.map(({ a, b, both }) => [a, b, both]));
  ours.forEach(({ cosine }, pair) => {
    expect(cosine).toBeCloseTo(pairs[pair]!.cosine, 12);
  });
});

/** Dunning's G² of independence from observed and expected cells, not from entropies as in the core. */
const gSquared = `
  with support as (select item, count(*) n from line group by item),
  pair as (select x.item a, y.item b, count(*) k from line x join line y on x.basket = y.basket and x.item <> y.item group by all),
  cell as (select a, b, unnest([k, sa.n - k, sb.n - k, t.n - sa.n - sb.n + k]) observed,
    unnest([sa.n * sb.n, sa.n * (t.n - sb.n), (t.n - sa.n) * sb.n, (t.n - sa.n) * (t.n - sb.n)]) / t.n expected
    from pair join support sa on sa.item = a join support sb on sb.item = b, (select count(distinct basket) n from line) t)
  select a, b, 2 * sum(case when observed > 0 then observed * ln(observed / expected) else 0 end) from cell group by all order by a, b`;

it('log-likelihood ratios equal the G² of a SQL query for all pairs that meet more often than by chance', async () => {
  const groups = baskets();
  const log = aLog(40, groups);
  const postings = invertLog(log);
  const [rows, pairs] = [await numbersBySql(linesOf(groups), gSquared), await pairsBySql(groups)];
  expect(rows).toHaveLength(pairs.length);
  let compared = 0;
  rows.forEach(([a, b, expected], pair) => {
    const [withA, withB] = [postings.support[a!]!, postings.support[b!]!];
    const { both } = pairs[pair]!;
    if (both * groups.length <= withA * withB) return;
    compared += 1;
    expect(logLikelihoodRatio(both, withA, withB, groups.length)).toBeCloseTo(expected!, 8);
  });
  expect(compared).toBeGreaterThan(100);
});

const onlineRetail = join(process.cwd(), '../shared/datasets/online_retail/pack/train.csv.gz');
const sampleBaskets = 500;
/** The best 20 partners of each item by their share of the partner's baskets, ties by number, and how often they meet. */
const bestBySql = `
  with support as (select item, count(*) n from line group by item),
  pair as (select x.item a, y.item b, count(*) k from line x join line y on x.basket = y.basket and x.item <> y.item group by all),
  scored as (select a, b, k, k::double / s.n::double score from pair join support s on s.item = b)
  select a, b, k from (select *, row_number() over (partition by a order by score desc, b) place from scored)
  where place <= 20 order by a, place`;

if (!existsSync(onlineRetail)) console.warn('Online Retail is not beside the project: its sample is not compared.');
const withOnlineRetail = existsSync(onlineRetail) ? it : it.skip;

withOnlineRetail(
  'neighbours and counts equal those of SQL on the newest baskets of Online Retail',
  async () => {
    const source = `
    select group_id basket, (dense_rank() over (order by item_id) - 1)::int item
    from (select distinct group_id, item_id from read_csv('${onlineRetail}'))
    where group_id > (select max(group_id) from read_csv('${onlineRetail}')) - ${sampleBaskets}`;
    const lines = await numbersBySql(source, 'select basket, item from line order by basket, item');
    const expected = await numbersBySql(source, bestBySql);
    const itemCount = Math.max(...lines.map(([, item]) => item!)) + 1;
    const groups = [...Map.groupBy(lines, ([basket]) => basket!).values()].map((group) =>
      group.map(([, item]) => item!),
    );
    const log = aLog(itemCount, groups);
    const active = new Uint8Array(itemCount).fill(1);
    const variantGroup = Int32Array.from({ length: itemCount }, (_, item) => item);
    const share = { ...plain, neighbours: 20, popularityPenalty: 1 };
    const rows = new ItemKnnRows(log, invertLog(log), { active, variantGroup }, share, true).train(0, itemCount);
    const chosen = Int32Array.from(expected, ([, b]) => b!);
    expect(chosen.length).toBeGreaterThan(20_000);
    expect(Buffer.from(rows.items.buffer).equals(Buffer.from(chosen.buffer))).toBe(true);
    expect(rows.counts.every((count, at) => count === expected[at]![2])).toBe(true);
  },
  60_000,
);
