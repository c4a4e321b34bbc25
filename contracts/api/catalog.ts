import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, externalId, isoInstant, nonNegativeMoney } from '#contracts/scalars';
import { productStatuses } from '#core/catalog/product';

const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);

/** A product as a store sends it. `updatedAt` defaults to the time of the call. */
export const productInput = z.strictObject({
  productId: externalId,
  sku: z.string().max(128).optional(),
  title: z.string().trim().min(1).max(500),
  categoryPath: z.array(z.string().trim().min(1).max(120)).max(8).default([]),
  brand: z.string().trim().min(1).max(120).optional(),
  prices: z
    .array(nonNegativeMoney)
    .max(20)
    .refine((prices) => new Set(prices.map((price) => price.currency)).size === prices.length, {
      message: 'holds a currency twice',
    })
    .default([]),
  cost: nonNegativeMoney.optional(),
  stock: z.number().int().min(0).max(1e9).optional().describe('Units on hand; absent means not tracked'),
  status: z.enum(productStatuses).default('active'),
  attributes: z.record(z.string().min(1).max(60), z.string().max(300)).default({}),
  imageUrl: httpUrl.optional(),
  url: httpUrl.optional(),
  variantOf: externalId.optional(),
  tags: z.array(z.string().min(1).max(60)).max(50).default([]),
  updatedAt: isoInstant.optional(),
});

export const productSchema = productInput.extend({ updatedAt: isoInstant });

/** Outcome of one item of a batch; `unchanged` means that the same content was there already. */
export const batchItemResult = z.object({
  id: z.string(),
  status: z.enum(['created', 'updated', 'unchanged', 'deleted', 'stale', 'rejected']),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});

export const batchResponse = z.object({
  results: z.array(batchItemResult),
  accepted: z.number().int(),
  rejected: z.number().int(),
});

export const batchUpsertProducts = defineOperation({
  id: 'batchUpsertProducts',
  resource: 'catalog',
  summary: 'Creates or replaces up to 100 products; each item is judged by itself',
  method: 'POST',
  path: '/api/catalog/products:batch',
  auth: { kind: 'server' },
  family: 'ingest',
  params: emptyObject,
  query: emptyObject,
  body: z.strictObject({ products: z.array(z.unknown()).min(1).max(100).describe('Items of ProductInput') }),
  status: 200,
  response: batchResponse,
  maxBodyBytes: 2 * 1024 * 1024,
});

export const batchDeleteProducts = defineOperation({
  id: 'batchDeleteProducts',
  resource: 'catalog',
  summary: 'Deletes up to 100 products; deleting an absent one is not an error',
  method: 'POST',
  path: '/api/catalog/products:batch-delete',
  auth: { kind: 'server' },
  family: 'ingest',
  params: emptyObject,
  query: emptyObject,
  body: z.strictObject({ productIds: z.array(externalId).min(1).max(100) }),
  status: 200,
  response: batchResponse,
});

export const getProduct = defineOperation({
  id: 'getProduct',
  resource: 'catalog',
  summary: 'Reads one product as the store sent it',
  method: 'GET',
  path: '/api/catalog/products/{productId}',
  auth: { kind: 'server' },
  family: 'ingest',
  params: z.object({ productId: externalId }),
  query: emptyObject,
  status: 200,
  response: productSchema,
  errors: ['not_found'],
});

export const listProducts = defineOperation({
  id: 'listProducts',
  resource: 'catalog',
  summary: 'Lists the products of a company by id, for the admin',
  method: 'GET',
  path: '/api/admin/products',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional(), ...pageQuery }),
  status: 200,
  response: pageOf(productSchema),
  errors: ['invalid_cursor'],
});
