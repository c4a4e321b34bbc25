import type { PopularityStore } from '#core/ports/popularity-store';
import type { PopularityCandidate, PopularityList } from '#core/recommend/popularity-list';
import type { PopularityKind } from '#core/recommend/relation';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { queryAll } from './query-pages.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

type Tuple = [productId: string, score: number, count: number, recent?: number];

const toTuple = ({ productId, score, count, recent }: PopularityCandidate): Tuple =>
  recent === undefined ? [productId, score, count] : [productId, score, count, recent];

const fromTuple = ([productId, score, count, recent]: Tuple): PopularityCandidate => ({
  productId,
  score,
  count,
  ...(recent !== undefined && { recent }),
});

/** Candidates as tuples: a list of sixty stays within one read unit. */
export const toItem = (companyId: string, modelVersion: string, list: PopularityList): Item => ({
  ...keys.popularityList(companyId, modelVersion, list.kind, list.category),
  kind: list.kind,
  category: list.category,
  candidates: JSON.stringify(list.candidates.map(toTuple)),
});

export const fromItem = (item: Item): PopularityList => {
  const tuples = JSON.parse(String(item.candidates)) as Tuple[];
  return {
    kind: item.kind as PopularityKind,
    category: item.category as string,
    candidates: tuples.map(fromTuple),
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
