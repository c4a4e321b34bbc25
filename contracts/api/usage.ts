import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject, isoInstant, money } from '#contracts/scalars';
import { overQuotaChoices } from '#core/plans/company-plan';
import { entitlementNames, planNames } from '#core/plans/plan';

const isoMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'is no month like 2026-11' });
const isoDate = z.iso.date();
const count = z.number().int().min(0);

export const planSchema = z.object({
  name: z.enum(planNames),
  title: z.string(),
  monthlyPrice: money.nullable().describe('null: agreed with each company'),
  recommendationsPerMonth: count.nullable().describe('Served recommendations included in a month; null: any number'),
  mostWidgetTypes: count.nullable().describe('Kinds of lists that may be shown; null: any number'),
  entitlements: z.array(z.enum(entitlementNames)),
  support: z.string(),
});

const usageOperation = {
  resource: 'usage',
  method: 'GET',
  family: 'company-admin',
  params: emptyObject,
  status: 200,
} as const;

const asViewer = { kind: 'member', role: 'viewer' } as const;
const companyQuery = z.object({ companyId: companyId.optional() });

export const listPlans = defineOperation({
  ...usageOperation,
  id: 'listPlans',
  summary: 'The plans of this service and what each includes',
  path: '/api/plans',
  auth: { kind: 'person' },
  query: emptyObject,
  response: z.object({
    enabled: z.boolean().describe('False where plans are switched off: nobody is limited then'),
    plans: z.array(planSchema),
  }),
});

export const getPlan = defineOperation({
  ...usageOperation,
  id: 'getPlan',
  summary: "The company's plan and what it includes; operators of the service change it",
  path: '/api/plan',
  auth: asViewer,
  query: companyQuery,
  response: z.object({
    plan: planSchema.nullable().describe('null where plans are switched off: everything is included'),
    whenOverQuota: z.enum(overQuotaChoices).describe('What shops get once the quota of a month is used up'),
    updatedAt: isoInstant.nullable(),
  }),
});

const usageDays = z.array(z.object({ date: isoDate, served: count }));

export const getUsage = defineOperation({
  ...usageOperation,
  id: 'getUsage',
  summary: "Served recommendations of a month of the store, against the plan's quota, with a forecast",
  path: '/api/usage',
  auth: asViewer,
  query: companyQuery.extend({
    month: isoMonth.optional().describe('In the time zone of the store; default: this month'),
  }),
  response: z.object({
    month: isoMonth,
    timeZone: z.string(),
    plan: z.enum(planNames).nullable().describe('null where plans are switched off'),
    served: count.describe('Lists that shoppers were shown; robots are left out'),
    quota: z
      .object({
        recommendationsPerMonth: count,
        usedBasisPoints: count,
        isUsedUp: z.boolean(),
        usedUpOn: isoDate.nullable(),
        whenOverQuota: z.enum(overQuotaChoices),
      })
      .nullable()
      .describe('null: any number is included'),
    widgetTypes: z.object({ used: count, most: count.nullable(), isOver: z.boolean() }),
    days: usageDays,
    placements: z.array(z.object({ placement: z.string().nullable(), served: count })),
    forecast: z
      .object({
        served: count.describe('Expected at the end of the month'),
        low: count,
        high: count.describe('80 % of outcomes lie between low and high'),
        usedUpOn: isoDate.nullable().describe('Day on which the quota is expected to be used up'),
      })
      .nullable()
      .describe('Of this month alone, once three whole days are known'),
  }),
  errors: ['unprocessable'],
});

export const listUsageMonths = defineOperation({
  ...usageOperation,
  id: 'listUsageMonths',
  summary: 'Served recommendations of the last months of the store, newest first',
  path: '/api/usage/months',
  auth: asViewer,
  query: companyQuery.extend({ months: z.coerce.number().int().min(1).max(12).default(6) }),
  response: z.object({ months: z.array(z.object({ month: isoMonth, served: count })) }),
});

const minorUnits = z.number().int().describe("Minor units of the line's currency");

const shareOperation = {
  ...usageOperation,
  auth: { kind: 'member', role: 'owner' },
  query: companyQuery.extend({ month: isoMonth }),
  errors: ['unprocessable'],
} as const;

export const getRevenueShare = defineOperation({
  ...shareOperation,
  id: 'getRevenueShare',
  summary: 'Attributed, refund-adjusted sales of a month and the agreed share of them',
  path: '/api/usage/revenue-share',
  response: z.object({
    month: isoMonth,
    status: z
      .enum(['issued', 'preview'])
      .describe('What is issued never changes; later changes come with later months'),
    issuedAt: isoInstant.nullable(),
    shareBasisPoints: count,
    lines: z.array(
      z.object({
        month: isoMonth.describe('Month of the sales; an earlier one is an adjustment'),
        currency: z.string(),
        revenueMinor: minorUnits,
        shareMinor: minorUnits,
      }),
    ),
  }),
});

export const exportRevenueShare = defineOperation({
  ...shareOperation,
  id: 'exportRevenueShare',
  summary: 'The same as a CSV file, amounts in decimals of their currency',
  path: '/api/usage/revenue-share/export',
  responseType: 'text/csv',
  response: z.string(),
});
