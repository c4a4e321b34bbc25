import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';

const share = {
  shareBasisPoints: z
    .number()
    .int()
    .min(0)
    .max(5000)
    .describe('Share of shoppers who see neither recommendations nor offers; 0: nobody, and nothing can be compared'),
  salt: z
    .string()
    .max(60)
    .regex(/^\P{Cc}*$/u, 'may not hold control characters')
    .describe('Another salt deals everybody anew'),
};

/** The permanent hold-out of a company. */
export const holdOutInput = z.strictObject({ ...share, salt: share.salt.default('') });

const holdOutResponse = z.object({
  holdOut: z.object({
    ...share,
    earlier: z
      .array(z.object({ ...share, until: isoInstant }))
      .describe('What was in force before, oldest first, each until the next one'),
  }),
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const settingOperation = {
  resource: 'hold-out',
  path: '/api/admin/hold-out',
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: holdOutResponse,
} as const;

export const getHoldOut = defineOperation({
  ...settingOperation,
  id: 'getHoldOut',
  summary: 'Reads the share of shoppers who are permanently held out',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
});

export const putHoldOut = defineOperation({
  ...settingOperation,
  id: 'putHoldOut',
  summary: 'Replaces the held-out share within a minute; a larger share keeps everybody held out who was',
  method: 'PUT',
  auth: { kind: 'member', role: 'editor' },
  body: holdOutInput,
  requiresIfMatch: true,
});
