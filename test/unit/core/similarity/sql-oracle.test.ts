import { DuckDBInstance } from '@duckdb/node-api';
import { trainItemKnn } from '#core/similarity/item-knn';
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

const pairsBySql = async (groups: readonly (readonly number[])[]): Promise<SqlPair[]> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const values = groups.flatMap((items, basket) => items.map((item) => `(${basket}, ${item})`));
  await connection.run(`create table line as select * from (values ${values.join()}) as t(basket, item)`);
  const result = await connection.runAndReadAll(selfJoin);
  const pairs = result.getRows().map((row) => {
    const [a, b, both, cosine] = row.map(Number) as [number, number, number, number];
    return { a, b, both, cosine };
  });
  connection.closeSync();
  instance.closeSync();
  return pairs;
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
  const rows = trainItemKnn(log, postings, eligibility, {
    neighbours: 40,
    lengthPenalty: 0,
    distancePenalty: 0,
    backward: 1,
    popularityPenalty: 0.5,
    shrinkage: 0,
  });
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
