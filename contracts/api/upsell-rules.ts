import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { ruleCondition } from '#contracts/rules/condition-schema';
import { ruleOffer } from '#contracts/rules/offer-schema';
import { companyId, emptyObject, externalId, isoInstant, languageTag, nonNegativeMoney } from '#contracts/scalars';
import { lintKinds } from '#core/rules/lint-finding';
import { upsellTypes } from '#core/rules/offer-declarations';
import { combinationModes, defaultCoolDownHours, upsellUrgencies } from '#core/rules/targeting-rule';

export const upsellType = z.enum(upsellTypes);
export const upsellUrgency = z.enum(upsellUrgencies);

const ruleText = z.strictObject({
  title: z.string().trim().min(1).max(120),
  message: z.string().trim().min(1).max(300).optional(),
});

const schedule = z
  .strictObject({
    from: isoInstant.optional().describe('Included'),
    until: isoInstant.optional().describe('Not included'),
  })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'does not lie after from',
  });

const caps = z.strictObject({
  perSession: z.number().int().min(1).max(1000).optional().describe('Most impressions in one session'),
  perCustomer: z.number().int().min(1).max(1000).optional().describe('Most impressions to one customer'),
  coolDownHours: z.number().int().min(0).max(8760).default(defaultCoolDownHours).describe('Silence after a decline'),
});

const budget = z.strictObject({
  mostAccepts: z.number().int().min(1).max(1e9).optional().describe('Accepted offers after which the rule stops'),
  mostDiscount: nonNegativeMoney.optional().describe('Sum of discounts after which the rule stops'),
});

const combination = z
  .strictObject({
    mode: z.enum(combinationModes),
    group: z.string().trim().min(1).max(60).optional().describe('With ONE_OF_GROUP: name of the group'),
  })
  .refine(({ mode, group }) => (mode === 'ONE_OF_GROUP') === (group !== undefined), {
    path: ['group'],
    message: 'is needed with ONE_OF_GROUP, and only there',
  });

/** A rule as a merchant sends it, whole. */
export const ruleInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  enabled: z.boolean().default(true),
  priority: z.number().int().min(0).max(1000).default(100).describe('Higher goes first'),
  urgency: upsellUrgency.default('MEDIUM'),
  conditions: ruleCondition,
  offer: ruleOffer,
  schedule: schedule.default({}),
  caps: caps.default({ coolDownHours: defaultCoolDownHours }),
  budget: budget.default({}),
  combination: combination.default({ mode: 'STACKABLE' }),
  texts: z
    .record(languageTag, ruleText)
    .refine((texts) => Object.keys(texts).length <= 30, { message: 'holds more than 30 languages' })
    .default({})
    .describe('Own words by language; the empty name is for all others. Without any, the words come from the facts'),
});

export const lintFindingSchema = z.object({
  kind: z.enum(lintKinds),
  ruleId: z.string(),
  otherRuleId: z.string().nullable().describe('The rule it conflicts with'),
  message: z.string(),
});

export const ruleSchema = ruleInput.extend({
  ruleId: z.string(),
  version: z.number().int(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
  updatedBy: z.string(),
});

export const savedRuleSchema = ruleSchema.extend({
  findings: z.array(lintFindingSchema).describe('What the linter finds about this rule beside the enabled ones'),
});

const companyQuery = z.object({ companyId: companyId.optional() });
const ruleParams = z.object({ ruleId: externalId });

const ruleOperation = { resource: 'upsell', family: 'company-admin' } as const;
const asViewer = { kind: 'member', role: 'viewer' } as const;
const asEditor = { kind: 'member', role: 'editor' } as const;

export const listRules = defineOperation({
  ...ruleOperation,
  id: 'listRules',
  summary: 'Lists targeting rules by id; with a filter a page may be shorter than its limit',
  method: 'GET',
  path: '/api/upsell/rules',
  auth: asViewer,
  params: emptyObject,
  query: companyQuery.extend({
    ...pageQuery,
    enabled: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
    type: upsellType.optional(),
  }),
  status: 200,
  response: pageOf(ruleSchema),
  errors: ['invalid_cursor'],
});

export const createRule = defineOperation({
  ...ruleOperation,
  id: 'createRule',
  summary: 'Creates a targeting rule; shoppers see it within 60 seconds',
  method: 'POST',
  path: '/api/upsell/rules',
  auth: asEditor,
  params: emptyObject,
  query: companyQuery,
  body: ruleInput,
  status: 201,
  response: savedRuleSchema,
  errors: ['conflict'],
  idempotencyKey: true,
});

export const getRule = defineOperation({
  ...ruleOperation,
  id: 'getRule',
  summary: 'Reads one targeting rule',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}',
  auth: asViewer,
  params: ruleParams,
  query: companyQuery,
  status: 200,
  response: ruleSchema,
});

export const putRule = defineOperation({
  ...ruleOperation,
  id: 'putRule',
  summary: 'Replaces a targeting rule; shoppers see the change within 60 seconds',
  method: 'PUT',
  path: '/api/upsell/rules/{ruleId}',
  auth: asEditor,
  params: ruleParams,
  query: companyQuery,
  body: ruleInput,
  status: 200,
  response: savedRuleSchema,
  errors: ['conflict'],
  requiresIfMatch: true,
});

export const deleteRule = defineOperation({
  ...ruleOperation,
  id: 'deleteRule',
  summary: 'Deletes a targeting rule; deleting an absent one is not an error. What it was shown for stays counted',
  method: 'DELETE',
  path: '/api/upsell/rules/{ruleId}',
  auth: asEditor,
  params: ruleParams,
  query: companyQuery,
  status: 204,
});

export const listRuleRevisions = defineOperation({
  ...ruleOperation,
  id: 'listRuleRevisions',
  summary: 'Lists what a rule was at each of its versions, newest first; also of a deleted rule',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}/revisions',
  auth: asViewer,
  params: ruleParams,
  query: companyQuery.extend(pageQuery),
  status: 200,
  response: pageOf(
    z.object({
      version: z.number().int(),
      changedAt: isoInstant,
      changedBy: z.string(),
      rule: ruleSchema.nullable().describe('null: it was deleted'),
    }),
  ),
  errors: ['invalid_cursor'],
});

export const lintRules = defineOperation({
  ...ruleOperation,
  id: 'lintRules',
  summary: 'Finds enabled rules that can never hold or never be shown, contradict themselves, or overlap',
  method: 'GET',
  path: '/api/upsell/lint',
  auth: asViewer,
  params: emptyObject,
  query: companyQuery,
  status: 200,
  response: z.object({ rules: z.number().int(), findings: z.array(lintFindingSchema) }),
});
