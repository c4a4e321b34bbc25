import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, externalId, isoInstant } from '#contracts/scalars';
import { rollUpCounters, rollUpScopes } from '#core/analytics/roll-up';
import { mostViewWindowHours, mostWindowHours } from '#core/attribution/attribution-settings';
import { touchKinds } from '#core/attribution/touch';

/** Which touches may earn an order. */
export const attributionSettingsSchema = z.strictObject({
  clickWindowHours: z
    .number()
    .int()
    .min(1)
    .max(mostWindowHours)
    .describe('Hours for which a click, an add or an accepted offer may earn an order'),
  viewWindowHours: z
    .number()
    .int()
    .min(0)
    .max(mostViewWindowHours)
    .describe('Hours for which having been shown may earn what no click earns; 0: never'),
});

const settingsOperation = {
  resource: 'attribution',
  path: '/api/admin/attribution',
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: z.object({
    attribution: attributionSettingsSchema,
    version: z.number().int(),
    updatedAt: isoInstant.nullable(),
    updatedBy: z.string().nullable(),
  }),
} as const;

export const getAttributionSettings = defineOperation({
  ...settingsOperation,
  id: 'getAttributionSettings',
  summary: 'Reads which touches may earn an order, defaults included',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
});

export const putAttributionSettings = defineOperation({
  ...settingsOperation,
  id: 'putAttributionSettings',
  summary: 'Replaces which touches may earn an order, for orders that come from then on',
  method: 'PUT',
  auth: { kind: 'member', role: 'editor' },
  body: attributionSettingsSchema,
  requiresIfMatch: true,
});

const said = z.string().nullable();

/** What figures are told apart by; null where it has no meaning or was not said. */
export const rollUpDimensionSchema = z.object({
  scope: z.enum(rollUpScopes),
  placement: said,
  relation: said,
  modelVersion: said,
  ruleId: said,
  experimentId: said,
  variant: said,
  currency: said,
});

/** Who earned an order. */
export const orderCreditSchema = z.object({
  orderId: z.string(),
  clickWindowHours: z.number().int(),
  viewWindowHours: z.number().int(),
  date: z.iso.date().nullable().describe("The store's day on which its figures count"),
  earners: z
    .array(
      z.object({
        kind: z.enum(touchKinds),
        at: isoInstant,
        productIds: z.array(z.string()),
        servedId: z.string().describe('The recommendation or the offer'),
        cause: rollUpDimensionSchema,
      }),
    )
    .describe('Touches that earned at least one of its lines, latest first'),
  figures: z.array(
    z.object({ dimension: rollUpDimensionSchema, counts: z.partialRecord(z.enum(rollUpCounters), z.number().int()) }),
  ),
});

export const getOrderCredit = defineOperation({
  id: 'getOrderCredit',
  resource: 'attribution',
  summary: 'Tells which clicks and offers an order is credited to, and what it adds to the figures',
  method: 'GET',
  path: '/api/orders/{orderId}/credit',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: z.object({ orderId: externalId }),
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: orderCreditSchema,
  errors: ['not_found'],
});

/** Figures of a day, compared with a recount of the archive and of the orders. */
export const reconciliationReportSchema = z.object({
  date: z.iso.date().describe('Day on the calendar of the store'),
  checkedAt: isoInstant,
  isEqual: z.boolean(),
  hasErasures: z.boolean().describe('People were erased from the archive of these days; figures keep what they did'),
  events: z.number().int().describe('Events of shoppers that came in on that day'),
  orders: z.number().int().describe('Orders of that day'),
  rows: z.number().int().describe('Rows that were compared'),
  differences: z
    .array(
      z.object({
        dimension: rollUpDimensionSchema,
        counter: z.enum(rollUpCounters),
        stored: z.number().int(),
        recounted: z.number().int(),
      }),
    )
    .describe('The first 20'),
  differenceCount: z.number().int(),
});

export const listReconciliations = defineOperation({
  id: 'listReconciliations',
  resource: 'attribution',
  summary: 'Tells how the figures of the last 90 days compared with a recount, latest first',
  method: 'GET',
  path: '/api/analytics/reconciliation',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  status: 200,
  response: z.object({ reports: z.array(reconciliationReportSchema) }),
});
