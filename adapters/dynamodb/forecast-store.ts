import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CachedOpinion, ForecastStore, OpinionStore } from '#core/ports/forecast-store';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import { batchGet, batchPut } from './batch.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const daySeconds = 86_400;
/** A product that is no longer sold must not keep the forecast of its last night for ever. */
const forecastKeptDays = 30;
const opinionKeptDays = 180;

const expiry = (from: string, days: number): number => Math.floor(Date.parse(from) / 1000) + days * daySeconds;

/** A forecast from its item. */
export const forecastOf = (item: Readonly<Record<string, unknown>>): ProductForecast =>
  item.forecast as ProductForecast;

export const makeForecastStore = (table: Table): ForecastStore => ({
  get: async (companyId, productId) => {
    const { tableName: TableName } = table;
    const Key = keys.productForecast(companyId, productId);
    const { Item } = await table.client.send(new GetCommand({ TableName, Key }));
    return Item && forecastOf(Item);
  },
  putAll: (companyId, forecasts) =>
    batchPut(
      table,
      forecasts.map((forecast) => ({
        ...keys.productForecast(companyId, forecast.productId),
        productId: forecast.productId,
        forecast,
        expiresAt: expiry(forecast.computedAt, forecastKeptDays),
      })),
    ),
});

/** Opinions lie beside the other answers of language models; their hashes are of other questions. */
export const makeOpinionStore = (table: Table): OpinionStore => ({
  getMany: async (companyId, contentHashes) => {
    const items = await batchGet(
      table,
      contentHashes.map((hash) => keys.enrichment(companyId, hash)),
    );
    return items.map(({ contentHash, daysPerUnit }) => ({ contentHash, daysPerUnit }) as CachedOpinion);
  },
  putAll: (companyId, opinions, now) =>
    batchPut(
      table,
      opinions.map((opinion) => ({
        ...keys.enrichment(companyId, opinion.contentHash),
        ...opinion,
        expiresAt: expiry(now, opinionKeptDays),
      })),
    ),
});
