import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import { decodeRow, encodeRow, type RecommendationRow } from '#core/recommend/recommendation-row';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

export const toItem = (companyId: string, row: RecommendationRow): Item => ({
  ...keys.recommendationRow(companyId, row.productId, row.modelVersion),
  productId: row.productId,
  row: encodeRow(row),
});

export const fromItem = (item: Item): RecommendationRow => decodeRow(String(item.row), String(item.productId));

export const makeRecommendationRowStore = (table: Table): RecommendationRowStore => ({
  get: async (companyId, productId, modelVersion) => {
    const { Item: item } = await table.client.send(
      new GetCommand({
        TableName: table.tableName,
        Key: keys.recommendationRow(companyId, productId, modelVersion),
      }),
    );
    return item && fromItem(item);
  },
  getMany: async (companyId, productIds, modelVersion) => {
    const wanted = productIds.map((productId) => keys.recommendationRow(companyId, productId, modelVersion));
    return (await batchGet(table, wanted)).map(fromItem);
  },
  putAll: (companyId, rows) =>
    batchPut(
      table,
      rows.map((row) => toItem(companyId, row)),
    ),
  deleteAll: (companyId, modelVersion, productIds) =>
    batchDelete(
      table,
      productIds.map((productId) => keys.recommendationRow(companyId, productId, modelVersion)),
    ),
});
