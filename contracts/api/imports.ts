import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';
import { importFormats, importKinds, importStatuses } from '#core/imports/import-job';

/** Field of the product, order or customer → column of the file, e.g. `{orderId: 'InvoiceNo'}`. */
export const columnMapping = z.record(z.string().min(1).max(60), z.string().min(1).max(120));

const importCounts = z.object({
  rowsRead: z.number().int(),
  rowsRejected: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  returnsMatched: z.number().int().describe('Rows of returns that were counted in the orders they belong to'),
  productsCreated: z.number().int().describe('Products put together from order lines'),
  productsUpdated: z.number().int(),
});

export const importJobSchema = z.object({
  importId: z.string(),
  kind: z.enum(importKinds),
  format: z.enum(importFormats),
  compressed: z.boolean(),
  dryRun: z.boolean(),
  mapping: columnMapping,
  status: z.enum(importStatuses),
  counts: importCounts,
  /** Rejected rows by reason, most frequent first. */
  rejections: z.array(z.object({ code: z.string(), message: z.string(), rows: z.number().int() })),
  /** First differences that the file makes, for the dry run's preview. */
  sample: z.array(z.object({ id: z.string(), change: z.enum(['created', 'updated']), summary: z.string() })),
  reportUrl: z.string().nullable().describe('Presigned link to the row-level error report (CSV), valid for an hour'),
  progress: z.number().min(0).max(1),
  failure: z.string().nullable(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
});

const companyQuery = z.object({ companyId: companyId.optional() });

export const createImport = defineOperation({
  id: 'createImport',
  resource: 'imports',
  summary: 'Opens an import job and answers with the link to upload the file to',
  method: 'POST',
  path: '/api/imports',
  auth: { kind: 'member', role: 'editor' },
  family: 'imports',
  params: emptyObject,
  query: companyQuery,
  body: z.strictObject({
    kind: z.enum(importKinds),
    format: z.enum(importFormats).default('csv'),
    compressed: z.boolean().default(false).describe('The file is gzipped'),
    mapping: columnMapping.default({}),
    defaults: z
      .record(z.string(), z.string())
      .default({})
      .describe('Values for fields without a column, and the options timeZone, dateOrder, nonMerchandise'),
  }),
  status: 201,
  response: importJobSchema.extend({
    upload: z.object({ url: z.string(), method: z.literal('PUT'), expiresAt: isoInstant }),
  }),
  idempotencyKey: true,
});

export const startImport = defineOperation({
  id: 'startImport',
  resource: 'imports',
  summary: 'Starts the job on the uploaded file; dryRun only reports what would change',
  method: 'POST',
  path: '/api/imports/{importId}/start',
  auth: { kind: 'member', role: 'editor' },
  family: 'imports',
  params: z.object({ importId: z.string().regex(/^[A-Za-z0-9_-]{6,40}$/) }),
  query: companyQuery,
  body: z.strictObject({ dryRun: z.boolean().default(false) }),
  status: 202,
  response: importJobSchema,
  errors: ['conflict', 'unprocessable'],
});

export const getImport = defineOperation({
  id: 'getImport',
  resource: 'imports',
  summary: 'Reads the state of an import job',
  method: 'GET',
  path: '/api/imports/{importId}',
  auth: { kind: 'member', role: 'viewer' },
  family: 'imports',
  params: z.object({ importId: z.string().regex(/^[A-Za-z0-9_-]{6,40}$/) }),
  query: companyQuery,
  status: 200,
  response: importJobSchema,
});

export const listImports = defineOperation({
  id: 'listImports',
  resource: 'imports',
  summary: 'Lists the import jobs of a company, newest first',
  method: 'GET',
  path: '/api/imports',
  auth: { kind: 'member', role: 'viewer' },
  family: 'imports',
  params: emptyObject,
  query: companyQuery.extend(pageQuery),
  status: 200,
  response: pageOf(importJobSchema),
  errors: ['invalid_cursor'],
});
