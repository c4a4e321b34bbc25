import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, isoInstant } from '#contracts/scalars';
import { trainerChoices } from '#core/companies/training-config';

export const trainingConfigSchema = z.strictObject({
  trainer: z.enum(trainerChoices).describe('auto chooses by the measured size of the store'),
  keepPersonalizeResources: z
    .boolean()
    .describe('Leaves what Amazon Personalize made in the account after a run, until another trainer is chosen'),
});

const trainerOption = z.object({
  trainer: z.enum(['built-in', 'athena', 'personalize']),
  isAvailable: z.boolean().describe('Whether this deployment has it'),
  problems: z.array(z.string()).describe('What the store lacks for it, as last measured'),
  costEstimate: z
    .object({ amountMicroUsd: z.number().int(), basis: z.string() })
    .nullable()
    .describe('Of one run, beside what every run costs; null while the store has not been measured'),
});

const trainingConfigResponse = z.object({
  config: trainingConfigSchema,
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
  measured: z
    .object({ modelVersion: z.string(), interactions: z.number().int(), products: z.number().int() })
    .nullable()
    .describe('Size of the store at its newest run that came so far'),
  options: z.array(trainerOption),
});

const operation = {
  resource: 'training',
  path: '/api/admin/training/config',
  family: 'models',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: trainingConfigResponse,
} as const;

export const getTrainingConfig = defineOperation({
  ...operation,
  id: 'getTrainingConfig',
  summary: 'Reads how models are trained, and what each trainer would need and cost',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
});

export const putTrainingConfig = defineOperation({
  ...operation,
  id: 'putTrainingConfig',
  summary: 'Chooses how models are trained; the next run heeds it',
  method: 'PUT',
  auth: { kind: 'member', role: 'owner' },
  body: trainingConfigSchema,
  requiresIfMatch: true,
});
