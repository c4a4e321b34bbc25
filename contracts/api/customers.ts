import * as z from 'zod';
import { batchResponse } from '#contracts/api/catalog';
import { defineOperation } from '#contracts/operation';
import { emptyObject, externalId, isoInstant } from '#contracts/scalars';

/** A customer as a store sends it; the e-mail address is hashed on arrival and never stored in clear. */
export const customerInput = z.strictObject({
  customerId: externalId,
  email: z.email().max(254).optional(),
  segments: z.array(z.string().min(1).max(60)).max(20).default([]),
  updatedAt: isoInstant.optional(),
});

export const batchUpsertCustomers = defineOperation({
  id: 'batchUpsertCustomers',
  resource: 'customers',
  summary: 'Creates or replaces up to 100 customers',
  method: 'POST',
  path: '/api/customers:batch',
  auth: { kind: 'server' },
  family: 'ingest',
  params: emptyObject,
  query: emptyObject,
  body: z.strictObject({ customers: z.array(z.unknown()).min(1).max(100).describe('Items of CustomerInput') }),
  status: 200,
  response: batchResponse,
});
