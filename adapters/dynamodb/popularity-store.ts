import type { PopularityStore } from '#core/ports/popularity-store';
import type { PopularityCandidate, PopularityList } from '#core/recommend/popularity-list';
import type { PopularityKind } from '#core/recommend/relation';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { queryAll } from './query-pages.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

/** Candidates as triples: a list of sixty stays within one read unit. */
export const toItem = (companyId: string, modelVersion: string, list: PopularityList): Item => ({
  ...keys.popularityList(companyId, modelVersion, list.kind, list.category),
  kind: list.kind,
  category: list.category,
  candidates: JSON.stringify(list.candidates.map(({ productId, score, count }) => [productId, score, count])),
});

export const fromItem = (item: Item): PopularityList => {
  const triples = JSON.parse(String(item.candidates)) as [string, number, number][];
  return {
    kind: item.kind as PopularityKind,
    category: item.category as string,
    candidates: triples.map(([productId, score, count]): PopularityCandidate => ({ productId, score, count })),
  };
};

export const makePopularityStore = (table: Table): PopularityStore => ({
  getMany: async (companyId, modelVersion, lists) => {
    const wanted = lists.map(({ kind, category }) => keys.popularityList(companyId, modelVersion, kind, category));
    return (await batchGet(table, wanted)).map(fromItem);
  },
  putAll: (companyId, modelVersion, lists) =>
    batchPut(
      table,
      lists.map((list) => toItem(companyId, modelVersion, list)),
    ),
  deleteAll: async (companyId, modelVersion) => {
    const found = await queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.popularityList(companyId, modelVersion, '', '').pk },
      ProjectionExpression: 'pk, sk',
    });
    await batchDelete(table, found as never as PrimaryKey[]);
  },
});
