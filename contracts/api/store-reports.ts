import * as z from 'zod';
import { experimentInput } from '#contracts/api/experiments';
import { ruleInput } from '#contracts/api/upsell-rules';
import { defineOperation } from '#contracts/operation';
import { pageQuery } from '#contracts/pagination';
import { companyId, emptyObject, externalId, isoInstant } from '#contracts/scalars';
import { affinityOrders } from '#core/analytics/affinity';
import { contentFields, opportunityKinds, stakeUnits } from '#core/analytics/opportunity';
import { reportedSegments } from '#core/analytics/segment-report';

const count = z.number().int();
const companyQuery = { companyId: companyId.optional() };

const reportOperation = {
  resource: 'analytics',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
  family: 'analytics',
  params: emptyObject,
  status: 200,
} as const;

export const reportOriginSchema = z.object({
  computedAt: isoInstant,
  modelVersion: z.string().describe('The night’s model, whether it went live or not'),
  orders: count.describe('Orders that pairs were counted in'),
  oldestOrderAt: isoInstant.nullable(),
  newestOrderAt: isoInstant.nullable(),
  sampleShare: z.number().describe('Share of the people; below 1 only for stores beyond one function’s memory'),
  eventDays: count.describe('Days of events that were looked at'),
});

const origin = reportOriginSchema.nullable().describe('null before the first training run');

const affinityProduct = z.object({
  productId: z.string(),
  title: z.string(),
  category: z.string().describe('Deepest category, as `Kitchen > Baking`; empty when it has none'),
  orders: count.describe('Orders that hold it'),
});

export const affinitySchema = z.object({
  first: affinityProduct,
  second: affinityProduct,
  orders: count.describe('Orders with both'),
  support: z.number().describe('Share of all orders'),
  confidenceFirstToSecond: z.number(),
  confidenceSecondToFirst: z.number(),
  lift: z.number().describe('Times as often as by chance'),
  evidence: z.number().describe('Log-likelihood ratio; compared with χ² of one degree of freedom'),
  isBeyondChance: z.boolean().describe('p × number of pairs seen ≤ 0.05'),
  isListed: z.boolean().describe('Either stands in a list of the other'),
});

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

const affinityFilter = {
  leastOrders: z.coerce.number().int().min(3).max(1e6).default(3).describe('Fewest orders with both'),
  productId: externalId.optional().describe('Either is this product'),
  category: z.string().max(500).optional().describe('Either lies in this category or below it'),
  withinCategory: flag.describe('Both in one deepest category (true), or in two (false)'),
  beyondChance: flag,
};

export const listAffinities = defineOperation({
  ...reportOperation,
  id: 'listAffinities',
  summary: 'Products that are bought together more often than by chance, from the newest training run',
  path: '/api/analytics/affinity',
  query: z.object({
    ...companyQuery,
    ...pageQuery,
    ...affinityFilter,
    order: z.enum(affinityOrders).default('evidence').describe('Greatest first'),
  }),
  response: z.object({ origin, data: z.array(affinitySchema), nextCursor: z.string().nullable() }),
  errors: ['invalid_cursor', 'not_in_plan'],
});

export const exportAffinities = defineOperation({
  ...reportOperation,
  id: 'exportAffinities',
  summary: 'The same pairs as a CSV file, surest first, at most 5,000',
  path: '/api/analytics/affinity/export',
  query: z.object({ ...companyQuery, ...affinityFilter }),
  responseType: 'text/csv',
  response: z.string(),
  errors: ['not_in_plan'],
});

export const opportunitySchema = z.object({
  opportunityId: z.string(),
  kind: z.enum(opportunityKinds),
  productIds: z.array(z.string()).describe('What it is about; with a pair, the product to offer comes second'),
  titles: z.array(z.string()),
  placement: z.string().optional(),
  missing: z.array(z.enum(contentFields)).optional(),
  evidence: z.record(z.string(), z.number()).describe('Counts behind it'),
  stake: z
    .object({ value: z.number(), unit: z.enum(stakeUnits) })
    .describe('How much it is about, as counted; not what a change would bring'),
  link: z
    .object({ path: z.string(), query: z.record(z.string(), z.string()) })
    .describe('Page of the admin app where something can be done about it'),
  draft: z
    .object({ rule: ruleInput, experiment: experimentInput })
    .nullable()
    .describe('A rule to create, and an experiment to test it by; both do nothing before somebody starts them'),
});

export const listOpportunities = defineOperation({
  ...reportOperation,
  id: 'listOpportunities',
  summary: 'What the store could do better about its recommendations, with the counts behind it',
  path: '/api/analytics/opportunities',
  query: z.object({ ...companyQuery, ...pageQuery, kind: z.enum(opportunityKinds).optional() }),
  response: z.object({ origin, data: z.array(opportunitySchema), nextCursor: z.string().nullable() }),
  errors: ['invalid_cursor', 'not_in_plan'],
});

const orderSum = z.object({ orders: count, units: count, revenue: count.describe('Minor units that were kept') });
const ordersByCurrency = z.record(z.string(), orderSum.extend({ orderValue: z.number().nullable() }));

export const listSegments = defineOperation({
  ...reportOperation,
  id: 'listSegments',
  summary: 'What each segment of customers did and bought; segments overlap but for those by recency and guests',
  path: '/api/analytics/segments',
  query: z.object(companyQuery),
  response: z.object({
    origin,
    segments: z.array(
      z.object({
        segment: z.enum(reportedSegments),
        customers: count.nullable().describe('null for guests'),
        activity: z
          .object({ listsShown: count, views: count, clicks: count, addsToCart: count })
          .describe(
            'Lists shown, product pages seen, recommendations clicked and put into the cart, in `eventDays` days',
          ),
        recent: z
          .object({ orders: count, influencedOrders: count })
          .describe('Orders of `eventDays` days, and those that hold something credited; at most the newest 20,000'),
        orders: ordersByCurrency.describe('By currency, of the training window'),
      }),
    ),
  }),
  errors: ['not_in_plan'],
});

const baskets = z.record(z.string(), orderSum).describe('By currency');
const auditPair = affinitySchema;
const auditOpportunity = opportunitySchema.omit({ link: true, draft: true });

export const auditSchema = z.object({
  orders: z.object({
    orders: count,
    withSeveral: count.describe('With more than one product'),
    products: count.describe('Different products over all orders'),
    buyers: count,
    repeatBuyers: count,
    baskets: z.object({ single: baskets, several: baskets }),
  }),
  catalog: z.object({
    active: count,
    outOfStock: count,
    neverBought: count,
    unsoldInStock: count,
    missing: z.record(z.enum(contentFields), count),
    withoutCost: count,
  }),
  lists: z.object({ rows: count, thinRows: count.describe('Of which shoppers taught nothing') }),
  topPairs: z.array(auditPair),
  missedPairs: z.array(auditOpportunity),
  outOfStock: z.array(auditOpportunity),
});

export const getStoreAudit = defineOperation({
  ...reportOperation,
  id: 'getStoreAudit',
  summary: 'What the store’s own orders and catalog say about its cross-selling, from the newest training run',
  path: '/api/analytics/audit',
  query: z.object(companyQuery),
  response: z.object({ origin, audit: auditSchema.nullable() }),
});

export const exportStoreAudit = defineOperation({
  ...reportOperation,
  id: 'exportStoreAudit',
  summary: 'The audit as a CSV file, one figure a line',
  path: '/api/analytics/audit/export',
  query: z.object(companyQuery),
  responseType: 'text/csv',
  response: z.string(),
});
