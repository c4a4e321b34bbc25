import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, externalId, isoInstant } from '#contracts/scalars';

const count = z.number().int();

/** Hours that one answer may tell of: sealed counts are kept as long. */
export const mostActivityDays = 35;

const liveOperation = {
  resource: 'live',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
  family: 'analytics',
  status: 200,
} as const;

export const getProductActivity = defineOperation({
  ...liveOperation,
  id: 'getProductActivity',
  summary: 'Views and recommendation impressions of a product in a window of hours, of the last 35 days',
  path: '/api/products/{productId}/activity',
  params: z.object({ productId: externalId }),
  query: z.object({
    companyId: companyId.optional(),
    from: isoInstant.describe('Rounded down to the hour'),
    to: isoInstant.describe('Rounded up to the hour; not included'),
  }),
  response: z.object({
    productId: externalId,
    from: isoInstant,
    to: isoInstant,
    views: count,
    impressions: count.describe('Shown lists of recommendations that held the product'),
    hours: z
      .array(z.object({ hour: isoInstant, views: count, impressions: count }))
      .describe('In order; hours without either are left out'),
  }),
  errors: ['unprocessable'],
});

export const trendingProductSchema = z.object({
  productId: externalId,
  title: z.string().nullable().describe('null: the catalog has no such product any more'),
  people: count.describe('Who looked at it in the last 24 hours, each once a day'),
  now: z.number().describe('People of the last hours, fading by half in three'),
  expected: z.number().describe('What its own past makes one expect'),
  deviation: z.number().describe('How far the one lies above the other, in deviations of chance; 3 and more trend'),
});

export const getTrending = defineOperation({
  ...liveOperation,
  id: 'getTrending',
  summary: 'Products that more people look at now than usual, as lists show them within a minute',
  path: '/api/trending',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  response: z.object({ products: z.array(trendingProductSchema) }),
});
