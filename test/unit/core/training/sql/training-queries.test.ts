import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import { runFiles } from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters, type TrainingParameters } from '#core/training/parameters';
import { type InterestLine, interestFromRows } from '#core/training/sql/interest-from-rows';
import { behaviouralRelations, type SqlQueryName } from '#core/training/sql/query-names';
import { type RelationLine, RelationLines, type SupportLine, supportOf } from '#core/training/sql/relation-from-rows';
import { logKinds } from '#core/training/sql/relation-query';
import { sqlItems } from '#core/training/sql/sql-items';
import { trainingQuery } from '#core/training/sql/training-queries';
import { popularityLists, trainPopularity } from '#core/training/train-popularity';
import { type TrainedRelation, trainRelation } from '#core/training/train-relation';
import { makeHandler as partitionRecords } from '#lambdas/pipeline/partition-records';
import { type PipelineFakes, pipelineFakes, type Shop } from '#test/support/pipeline-fakes';
import { randomShop } from '#test/support/random-shop';
import { sqlBucket, sqlOverArtifacts } from '#test/support/sql-over-artifacts';

const run = {
  companyId: 'acme-shop',
  runName: '2026-11-20',
  modelVersion: 'm1',
  startedAt: '2026-11-20T03:15:00.000Z',
  force: false,
  reason: 'nightly',
} as const;

/** The partition files as the pipeline writes them, and the item numbers. */
const writeFiles = async (deps: PipelineFakes, shop: Required<Shop>): Promise<string[]> => {
  const months = new Set(shop.orders.map(({ orderedAt }) => `orders/${orderedAt.slice(0, 7)}`));
  const days = new Set(shop.events.map(({ receivedAt }) => `events/${receivedAt.slice(0, 10).replaceAll('-', '/')}`));
  const partition = partitionRecords(deps);
  for (const key of [...months, ...days]) await partition({ run, partition: key });
  const productIds = shop.products.map(({ productId }) => productId).sort();
  await deps.artifacts.put(runFiles(run).sqlItems, writeNdjson(sqlItems(productIds, shop.products)));
  return productIds;
};

interface SqlTraining {
  readonly lines: <T>(name: SqlQueryName) => Promise<T[]>;
  readonly relation: (relation: (typeof behaviouralRelations)[number]) => Promise<TrainedRelation>;
}

const trainBySql = async (shop: Required<Shop>, parameters: TrainingParameters): Promise<SqlTraining> => {
  const deps = pipelineFakes(shop);
  const productIds = await writeFiles(deps, shop);
  const engine = sqlOverArtifacts(deps.artifacts);
  const lines = async <T>(name: SqlQueryName): Promise<T[]> => {
    await engine.run(trainingQuery(name, { ...run, now: run.startedAt, parameters }, sqlBucket));
    const keys = await deps.artifacts.list(runFiles(run).sqlResult(name));
    const files = await Promise.all(keys.map((key) => deps.artifacts.get(key)));
    return name === 'log' ? [] : files.flatMap((file) => [...readNdjson(file)] as T[]);
  };
  await lines('log');
  const support = await lines<SupportLine>('support');
  return {
    lines,
    relation: async (relation) => {
      const taken = new RelationLines(productIds);
      for (const line of await lines<RelationLine>(relation)) taken.add(line);
      return taken.finish(relation, supportOf(logKinds[relation], support, productIds.length));
    },
  };
};

/** Rows as lists of candidates. */
const rowsOf = ({ offsets, candidates, scores, pairCounts, fewPeople }: TrainedRelation) =>
  Array.from({ length: offsets.length - 1 }, (_, source) =>
    Array.from({ length: offsets[source + 1]! - offsets[source]! }, (_, slot) => {
      const at = offsets[source]! + slot;
      return { item: candidates[at], score: scores[at]!, pairCount: pairCounts[at], fewPeople: fewPeople[at] };
    }),
  );

const withoutCart = { ...defaultTrainingParameters, cart: undefined };

const strict: TrainingParameters = {
  ...withoutCart,
  relations: {
    'bought-together': {
      ...withoutCart.relations['bought-together'],
      neighbours: 7,
      leastPairCount: 2,
      leastLogLikelihoodRatio: 1,
      shrinkage: 2,
      secondStep: 0.2,
      lengthOf: 'all',
      sourcePenalty: 0.7,
    },
    'also-bought': { ...withoutCart.relations['also-bought'], decaySpan: undefined, popularityPenalty: 0.5 },
    'also-viewed': { ...withoutCart.relations['also-viewed'], windowSteps: 3, backward: 0.4, leastPairCount: 2 },
    similar: withoutCart.relations.similar,
  },
};

describe.each([
  ['the defaults', withoutCart, 1],
  ['other windows, floors, decays and steps', strict, 2],
])('SQL over the archive with %s', (_, parameters, seed) => {
  const shop = randomShop(seed, { products: 60, orders: 400, sessions: 300 });
  const data = buildTrainingData({ ...shop, now: run.startedAt, windowDays: parameters.windowDays });
  let sql: SqlTraining;

  beforeAll(async () => {
    sql = await trainBySql(shop, parameters);
  }, 60_000);

  it.each(behaviouralRelations)(
    'gives the neighbours, scores and evidence of the built-in trainer for %s',
    async (relation) => {
      const builtIn = trainRelation(relation, data, shop.products, parameters);
      const bySql = await sql.relation(relation);
      expect(builtIn.candidates.length).toBeGreaterThan(200);
      expect([...bySql.support]).toEqual([...builtIn.support]);
      const [own, other] = [rowsOf(builtIn), rowsOf(bySql)];
      for (const [source, row] of own.entries()) {
        expect(other[source]!.map(({ item }) => item)).toEqual(row.map(({ item }) => item));
        for (const [slot, { score, ...evidence }] of row.entries()) {
          const { score: sqlScore, ...sqlEvidence } = other[source]![slot]!;
          expect(Math.abs(sqlScore - score)).toBeLessThan(1e-9);
          expect(sqlEvidence).toEqual(evidence);
        }
      }
    },
  );
});

it('gives what people want as the built-in trainer does, with the season of last year', async () => {
  const shop = randomShop(4, { products: 40, orders: 600, sessions: 200 });
  const newest = Math.max(...shop.orders.map(({ orderedAt }) => Date.parse(orderedAt)));
  const lastYear = Array.from({ length: 40 }, (_, index): Order => {
    const orderedAt = new Date(newest - (400 - index * 1.7) * 86_400_000).toISOString();
    const name = `last-${index}`;
    const lines = [{ ...shop.orders[0]!.lines[0]!, productId: 'p0039', refundedQuantity: 0 }];
    return {
      orderId: name,
      customerId: name,
      status: 'placed',
      currency: 'EUR',
      lines,
      orderedAt,
      updatedAt: orderedAt,
    };
  });
  const orders = [...shop.orders, ...lastYear];
  const parameters = { ...withoutCart, popularity: { ...withoutCart.popularity, halfLifeDays: 11 } };
  const data = buildTrainingData({ ...shop, orders, now: run.startedAt, windowDays: parameters.windowDays });
  const sql = await trainBySql({ ...shop, orders }, parameters);
  const interest = interestFromRows(await sql.lines<InterestLine>('interest'), data.productIds.length);
  const bySql = popularityLists(interest, data.productIds, shop.products, parameters.popularity);
  const builtIn = trainPopularity(data, shop.products, parameters);
  expect(builtIn.some(({ kind }) => kind === 'seasonal')).toBe(true);
  expect(bySql).toEqual(builtIn);
}, 60_000);

it('gives empty results for a shop in which nothing has happened', async () => {
  const { products } = randomShop(3, { products: 5, orders: 0, sessions: 0 });
  const sql = await trainBySql({ products, orders: [], events: [] }, withoutCart);
  const relation = await sql.relation('bought-together');
  expect(relation.candidates.length).toBe(0);
  expect(relation.offsets.length).toBe(6);
  expect(await sql.lines('interest')).toEqual([]);
});
