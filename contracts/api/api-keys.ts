import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';

export const apiKeyKinds = ['publishable', 'secret'] as const;

export const apiKeySchema = z.object({
  keyId: z.string(),
  kind: z.enum(apiKeyKinds),
  label: z.string(),
  /** The whole key when publishable; only its recognisable beginning when secret. */
  display: z.string(),
  status: z.enum(['active', 'revoked']),
  createdAt: isoInstant,
  revokesAt: isoInstant.nullable().describe('When a rotated key stops to work; null while active without an end'),
});

const issuedKeySchema = apiKeySchema.extend({
  key: z
    .string()
    .nullable()
    .describe('The key itself; a secret key is shown this once, and is null when the call is replayed'),
});

const companyParams = z.object({ companyId });
const keyParams = z.object({ companyId, keyId: z.string().regex(/^[A-Za-z0-9]{8,32}$/) });

export const listApiKeys = defineOperation({
  id: 'listApiKeys',
  resource: 'api-keys',
  summary: 'Lists the keys of a company; secrets are never shown again',
  method: 'GET',
  path: '/api/companies/{companyId}/keys',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: companyParams,
  query: z.object(pageQuery),
  status: 200,
  response: pageOf(apiKeySchema),
  errors: ['invalid_cursor'],
});

export const issueApiKey = defineOperation({
  id: 'issueApiKey',
  resource: 'api-keys',
  summary: 'Issues a publishable or secret key',
  method: 'POST',
  path: '/api/companies/{companyId}/keys',
  auth: { kind: 'member', role: 'owner' },
  family: 'company-admin',
  params: companyParams,
  query: emptyObject,
  body: z.strictObject({ kind: z.enum(apiKeyKinds), label: z.string().trim().max(80).default('') }),
  status: 201,
  response: issuedKeySchema,
  idempotencyKey: true,
  errors: ['conflict', 'not_in_plan'],
});

export const rotateApiKey = defineOperation({
  id: 'rotateApiKey',
  resource: 'api-keys',
  summary: 'Issues a successor and lets the old key work for a grace period',
  method: 'POST',
  path: '/api/companies/{companyId}/keys/{keyId}/rotate',
  auth: { kind: 'member', role: 'owner' },
  family: 'company-admin',
  params: keyParams,
  query: emptyObject,
  body: z.strictObject({
    graceSeconds: z
      .number()
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(86_400),
  }),
  status: 201,
  response: issuedKeySchema,
  idempotencyKey: true,
  errors: ['conflict'],
});

export const revokeApiKey = defineOperation({
  id: 'revokeApiKey',
  resource: 'api-keys',
  summary: 'Revokes a key, which then stops to work within 60 seconds; a second call changes nothing',
  method: 'DELETE',
  path: '/api/companies/{companyId}/keys/{keyId}',
  auth: { kind: 'member', role: 'owner' },
  family: 'company-admin',
  params: keyParams,
  query: emptyObject,
  status: 204,
});
