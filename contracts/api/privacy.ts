import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, externalId, isoInstant } from '#contracts/scalars';
import { privacyJobKinds, privacyJobStatuses } from '#core/privacy/privacy-job';

const counts = z.record(z.string(), z.number().int()).describe('How much of each kind was exported or erased');

export const privacyJobSchema = z.object({
  jobId: z.string(),
  kind: z.enum(privacyJobKinds),
  status: z.enum(privacyJobStatuses),
  subject: z.string().describe("Keyed hash of the customer's id; the id itself is not kept"),
  requestedBy: z.string().describe('User id of the owner who asked; `server` for a secret key'),
  counts,
  downloadUrl: z.string().nullable().describe('Presigned link to the exported file (JSON lines), for 15 minutes'),
  fileExpiresAt: isoInstant.nullable().describe('When the exported file is deleted'),
  report: z.string().nullable().describe('Signed report of an erasure'),
  failure: z.string().nullable(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
});

const companyQuery = z.object({ companyId: companyId.optional() });
const ofCustomer = z.strictObject({ customerId: externalId });
const jobParams = z.object({ jobId: z.string().regex(/^[A-Za-z0-9-]{6,40}$/) });

export const createPrivacyExport = defineOperation({
  id: 'createPrivacyExport',
  resource: 'privacy',
  summary: 'Starts the export of all that is kept of a customer (GDPR Art. 15 and 20)',
  method: 'POST',
  path: '/api/privacy/exports',
  auth: { kind: 'member', role: 'owner' },
  family: 'privacy',
  params: emptyObject,
  query: companyQuery,
  body: ofCustomer,
  status: 202,
  response: privacyJobSchema,
  idempotencyKey: true,
});

export const createPrivacyErasure = defineOperation({
  id: 'createPrivacyErasure',
  resource: 'privacy',
  summary: 'Starts the erasure of a customer (GDPR Art. 17): cannot be undone',
  method: 'POST',
  path: '/api/privacy/erasures',
  auth: { kind: 'member', role: 'owner' },
  family: 'privacy',
  params: emptyObject,
  query: companyQuery,
  body: ofCustomer,
  status: 202,
  response: privacyJobSchema,
  idempotencyKey: true,
});

export const listPrivacyJobs = defineOperation({
  id: 'listPrivacyJobs',
  resource: 'privacy',
  summary: 'Lists exports and erasures of a company, newest first',
  method: 'GET',
  path: '/api/privacy/jobs',
  auth: { kind: 'member', role: 'owner' },
  family: 'privacy',
  params: emptyObject,
  query: companyQuery.extend(pageQuery),
  status: 200,
  response: pageOf(privacyJobSchema),
  errors: ['invalid_cursor'],
});

export const getPrivacyJob = defineOperation({
  id: 'getPrivacyJob',
  resource: 'privacy',
  summary: 'Reads the state of an export or erasure',
  method: 'GET',
  path: '/api/privacy/jobs/{jobId}',
  auth: { kind: 'member', role: 'owner' },
  family: 'privacy',
  params: jobParams,
  query: companyQuery,
  status: 200,
  response: privacyJobSchema,
});

export const createPrivacyRequest = defineOperation({
  id: 'createPrivacyRequest',
  resource: 'privacy',
  summary: "Starts an export or erasure for a shop's server, as compliance webhooks of platforms need it",
  method: 'POST',
  path: '/api/privacy/requests',
  auth: { kind: 'server' },
  family: 'privacy',
  params: emptyObject,
  query: emptyObject,
  body: ofCustomer.extend({ kind: z.enum(privacyJobKinds) }),
  status: 202,
  response: privacyJobSchema,
  idempotencyKey: true,
});

export const getPrivacyRequest = defineOperation({
  id: 'getPrivacyRequest',
  resource: 'privacy',
  summary: "Reads the state of an export or erasure for a shop's server",
  method: 'GET',
  path: '/api/privacy/requests/{jobId}',
  auth: { kind: 'server' },
  family: 'privacy',
  params: jobParams,
  query: emptyObject,
  status: 200,
  response: privacyJobSchema,
  errors: ['not_found'],
});

export const verifyErasureReport = defineOperation({
  id: 'verifyErasureReport',
  resource: 'privacy',
  summary: "Tells whether a report of an erasure was signed with this company's key, and what it says",
  method: 'POST',
  path: '/api/privacy/reports/verify',
  auth: { kind: 'member', role: 'viewer' },
  family: 'privacy',
  params: emptyObject,
  query: companyQuery,
  body: z.strictObject({ report: z.string().min(1).max(20_000) }),
  status: 200,
  response: z.object({
    isValid: z.boolean(),
    report: z
      .object({
        companyId: z.string(),
        jobId: z.string(),
        subject: z.string(),
        requestedAt: isoInstant,
        finishedAt: isoInstant,
        counts,
      })
      .nullable(),
  }),
});
