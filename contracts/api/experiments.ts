import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { ruleCondition } from '#contracts/rules/condition-schema';
import { companyId, currencyCode, emptyObject, externalId, isoInstant } from '#contracts/scalars';
import { outcomeSegments } from '#core/experiments/count-outcomes';
import {
  experimentExposures,
  experimentMetrics,
  experimentStatuses,
  experimentSubjects,
  experimentUnits,
} from '#core/experiments/experiment';
import { verdictCodes } from '#core/experiments/verdict';
import { placements } from '#core/recommend/recommendation-request';

const basisPoints = z.number().int().min(0).max(10_000);
const metric = z.enum(experimentMetrics);

const share = z.number().min(0).max(1);
export const listTreatment = z
  .strictObject({
    weights: z
      .strictObject({
        'bought-together': share,
        'also-bought': share,
        'also-viewed': share,
        similar: share,
        popularity: share,
      })
      .optional()
      .describe('Shares of the relations in blended lists'),
    list: z.enum(placements).optional().describe('The list that stands in the placement'),
    limit: z.number().int().min(1).max(24).optional().describe('Products shown, whatever the page asks for'),
    diversity: share.optional().describe('Variety beside relevance'),
    languageModel: z.boolean().optional().describe('Whether sentences of a language model may stand as reasons'),
    isHidden: z.boolean().optional().describe('No list at all'),
  })
  .describe("How the variant's list differs from the store's own; what is absent stays as it is");

const guardrail = z.strictObject({
  metric,
  mostLossBasisPoints: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .describe('Relative loss that no winner may be suspected of, against the first variant'),
});

/** An experiment as a merchant sends it, whole. */
export const experimentInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  hypothesis: z.string().trim().max(1000).default('').describe('What is expected to happen, and why'),
  unit: z.enum(experimentUnits).default('session').describe('Who keeps a variant; customers must be signed in'),
  subject: z
    .enum(experimentSubjects)
    .default('offers')
    .describe('What varies: offers, by rules that ask for a variant; or the list of one placement'),
  placement: z.enum(placements).optional().describe('Of experiments on recommendations: whose list varies'),
  exposure: z
    .enum(experimentExposures)
    .default('offer')
    .describe(
      'Who counts: whoever saw an offer of it or (list) a list of it; where a variant shows none, whoever viewed a product or put something into the cart',
    ),
  salt: z
    .string()
    .max(60)
    .regex(/^\P{Cc}*$/u, 'may not hold control characters')
    .default('')
    .describe('Another salt deals everybody anew'),
  trafficBasisPoints: basisPoints.default(10_000).describe('Share of shoppers who take part'),
  variants: z
    .array(z.strictObject({ variant: externalId, weight: basisPoints, treatment: listTreatment.optional() }))
    .min(1)
    .max(10)
    .describe('The others are compared with the first'),
  group: z
    .strictObject({ name: externalId, from: basisPoints.max(9999), to: basisPoints.min(1) })
    .optional()
    .describe('Experiments of one group share its range, and never a shopper'),
  targeting: ruleCondition.optional().describe('Who takes part; conditions about the cart and the page only'),
  metric: metric.default('conversion').describe('What the winner is judged by'),
  guardrails: z.array(guardrail).max(4).default([]),
  leastDays: z.number().int().min(1).max(90).default(14).describe('No winner before'),
  leastUnits: z.number().int().min(100).max(1e6).default(1000).describe('No winner before, in each variant'),
});

export const experimentSchema = experimentInput.extend({
  experimentId: z.string(),
  status: z.enum(experimentStatuses),
  version: z.number().int(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
  updatedBy: z.string(),
  startedAt: isoInstant.nullable(),
  stoppedAt: isoInstant.nullable(),
});

const companyQuery = z.object({ companyId: companyId.optional() });
const experimentParams = z.object({ experimentId: externalId });

const experimentOperation = { resource: 'experiments', family: 'company-admin' } as const;
const asViewer = { kind: 'member', role: 'viewer' } as const;
const asEditor = { kind: 'member', role: 'editor' } as const;

export const listExperiments = defineOperation({
  ...experimentOperation,
  id: 'listExperiments',
  summary: 'Lists experiments by id; with a filter a page may be shorter than its limit',
  method: 'GET',
  path: '/api/upsell/experiments',
  auth: asViewer,
  params: emptyObject,
  query: companyQuery.extend({ ...pageQuery, status: z.enum(experimentStatuses).optional() }),
  status: 200,
  response: pageOf(experimentSchema),
  errors: ['invalid_cursor'],
});

export const createExperiment = defineOperation({
  ...experimentOperation,
  id: 'createExperiment',
  summary: 'Creates an experiment as a draft, which nobody takes part in before it is started',
  method: 'POST',
  path: '/api/upsell/experiments',
  auth: asEditor,
  params: emptyObject,
  query: companyQuery,
  body: experimentInput,
  status: 201,
  response: experimentSchema,
  idempotencyKey: true,
});

export const getExperiment = defineOperation({
  ...experimentOperation,
  id: 'getExperiment',
  summary: 'Reads one experiment',
  method: 'GET',
  path: '/api/upsell/experiments/{experimentId}',
  auth: asViewer,
  params: experimentParams,
  query: companyQuery,
  status: 200,
  response: experimentSchema,
});

export const putExperiment = defineOperation({
  ...experimentOperation,
  id: 'putExperiment',
  summary: 'Replaces a draft; of a running experiment only name, hypothesis and a larger share of traffic may change',
  method: 'PUT',
  path: '/api/upsell/experiments/{experimentId}',
  auth: asEditor,
  params: experimentParams,
  query: companyQuery,
  body: experimentInput,
  status: 200,
  response: experimentSchema,
  errors: ['conflict'],
  requiresIfMatch: true,
});

export const deleteExperiment = defineOperation({
  ...experimentOperation,
  id: 'deleteExperiment',
  summary: 'Deletes an experiment that does not run; deleting an absent one is not an error',
  method: 'DELETE',
  path: '/api/upsell/experiments/{experimentId}',
  auth: asEditor,
  params: experimentParams,
  query: companyQuery,
  status: 204,
  errors: ['conflict'],
});

export const startExperiment = defineOperation({
  ...experimentOperation,
  id: 'startExperiment',
  summary: 'Starts a draft, unless its design can tell nothing; shoppers take part within 60 seconds. Again: no change',
  method: 'POST',
  path: '/api/upsell/experiments/{experimentId}/start',
  auth: asEditor,
  params: experimentParams,
  query: companyQuery,
  status: 200,
  response: experimentSchema,
  errors: ['conflict', 'unprocessable', 'precondition_failed', 'not_in_plan'],
});

export const stopExperiment = defineOperation({
  ...experimentOperation,
  id: 'stopExperiment',
  summary: 'Stops a running experiment for good; its results stay. Again: no change',
  method: 'POST',
  path: '/api/upsell/experiments/{experimentId}/stop',
  auth: asEditor,
  params: experimentParams,
  query: companyQuery,
  status: 200,
  response: experimentSchema,
  errors: ['conflict', 'precondition_failed'],
});

export const comparisonSchema = z.object({
  difference: z.number(),
  low: z.number().describe('The interval holds at all times at once: look as often as you like'),
  high: z.number(),
  pValue: z.number(),
  lift: z.number().nullable().describe("As a share of the first variant's figure"),
  liftLow: z.number().nullable(),
  liftHigh: z.number().nullable(),
});

export const sampleRatioSchema = z.object({ chiSquare: z.number(), pValue: z.number(), isMismatch: z.boolean() });

const variantMetric = z.object({
  value: z.number().nullable().describe('As measured; null when nobody tells of it'),
  isAdjusted: z.boolean().describe('Whether the comparison takes out what history foretold (CUPED)'),
  comparison: comparisonSchema.nullable().describe('With the first variant'),
});

const variantResult = z.object({
  variant: z.string(),
  units: z.number().int(),
  metrics: z.object({
    conversion: variantMetric.describe('Share of shoppers who bought'),
    revenue: variantMetric.describe('Minor units per shopper'),
    clicks: variantMetric.describe('Accepted offers per offer shown'),
    'order-value': variantMetric.describe('Minor units per order'),
  }),
  guardrails: z.array(z.enum(['safe', 'harmed', 'open'])),
});

export const experimentResultsSchema = z.object({
  experimentId: z.string(),
  status: z.enum(experimentStatuses),
  currency: currencyCode.describe('Orders in other currencies count as orders, not as money'),
  days: z.number().int(),
  sampleRatio: sampleRatioSchema,
  variants: z.array(variantResult),
  segments: z.array(z.object({ segment: z.enum(outcomeSegments), variants: z.array(variantResult) })),
  verdict: z.object({ code: z.enum(verdictCodes), winner: z.string().nullable(), text: z.string() }),
});

export const getExperimentResults = defineOperation({
  ...experimentOperation,
  id: 'getExperimentResults',
  summary: 'What each variant brought, how sure that is, and what follows from it',
  method: 'GET',
  path: '/api/upsell/experiments/{experimentId}/results',
  auth: asViewer,
  params: experimentParams,
  query: companyQuery,
  status: 200,
  response: experimentResultsSchema,
});
