import * as z from 'zod';
import { holdOutResultsSchema } from '#contracts/api/hold-out';
import { reportOriginSchema } from '#contracts/api/store-reports';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId } from '#contracts/scalars';
import { breakdownKinds } from '#core/analytics/breakdown';
import { funnelSteps } from '#core/analytics/funnel';
import { eventCounters, rollUpScopes } from '#core/analytics/roll-up';
import { metricNames, seriesIntervals } from '#core/analytics/time-series';

const isoDate = z.iso.date();
const count = z.number().int();
const amount = z.number().int().describe('Minor units');
const currency = currencyCode.nullable().describe('null: nobody said what the order cost');

const period = {
  companyId: companyId.optional(),
  from: isoDate.describe('Day of the store, included'),
  to: isoDate.describe('Day of the store, included'),
};

const answeredPeriod = { from: isoDate, to: isoDate, timeZone: z.string() };

/** Days that an answer may tell of, read one by one. */
export const mostDays = 92;
/** Days that monthly sums may be made of. */
export const mostDaysOfMonths = 366;

const analyticsOperation = {
  resource: 'analytics',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
  family: 'analytics',
  params: emptyObject,
  status: 200,
} as const;

export const getRecommendationCounters = defineOperation({
  ...analyticsOperation,
  id: 'getRecommendationCounters',
  summary: 'Daily impressions, clicks and adds of recommendations, in UTC days',
  path: '/api/analytics/recommendations',
  query: z.object({ companyId: companyId.optional(), from: isoDate, to: isoDate }),
  response: z.object({
    days: z.array(z.object({ date: isoDate, views: count, impressions: count, clicks: count, addsToCart: count })),
  }),
  errors: ['unprocessable'],
});

export const shareEstimateSchema = z.object({
  value: z.number(),
  low: z.number().nullable().describe('95 % interval; null where a thing may count twice, as two clicks on one list'),
  high: z.number().nullable(),
});

const share = shareEstimateSchema.nullable().describe('null: nothing to divide by');

const ratesSchema = z.object({
  clicksPerList: share,
  clicksPerProduct: share,
  addsPerClick: share,
  ordersPerClick: share,
  acceptsPerOffer: share,
});

const eventsSchema = z
  .object({ impressions: count.describe('Lists shown'), itemImpressions: count.describe('Products shown') })
  .extend(
    Object.fromEntries(eventCounters.map((name) => [name, count])) as Record<
      (typeof eventCounters)[number],
      typeof count
    >,
  );

const moneySchema = z.object({
  currency,
  orders: count.describe('With at least one credited line; an order that two entries earned a part of is in both'),
  units: count,
  revenueMinor: amount.describe('Credited lines, less what came back'),
  refundMinor: amount,
  marginMinor: amount.describe('Of the units whose cost is known'),
  costedRevenueMinor: amount.describe('The part of the revenue that the margin is known of'),
});

const seriesSchema = z.object({
  currency: currencyCode.nullable().describe('null: no money, or orders of which nobody said what they cost'),
  points: z.array(
    z.object({
      period: z.string().describe('YYYY-MM-DD, or YYYY-MM'),
      value: z.number().nullable().describe('Amounts in minor units; null: a rate of nothing'),
    }),
  ),
  total: z.number().nullable().describe('Over all periods; of a rate, that of the sums'),
});

export const getTimeSeries = defineOperation({
  ...analyticsOperation,
  id: 'getTimeSeries',
  summary: `One figure day by day (at most ${mostDays} days) or month by month (${mostDaysOfMonths}), a series per currency`,
  path: '/api/analytics/time-series',
  query: z.object({
    ...period,
    metric: z.enum(metricNames),
    interval: z.enum(seriesIntervals).default('day'),
    scope: z
      .enum(rollUpScopes)
      .optional()
      .describe('Of order figures: all orders, or the lines credited to recommendations or offers'),
    placement: z.string().max(64).optional(),
    relation: z.string().max(64).optional(),
    ruleId: externalId.optional(),
    experimentId: externalId.optional(),
    variant: externalId.optional(),
  }),
  response: z.object({
    ...answeredPeriod,
    metric: z.enum(metricNames),
    interval: z.enum(seriesIntervals),
    series: z.array(seriesSchema),
  }),
  errors: ['unprocessable'],
});

const nullableText = z.string().nullable();

const breakdownEntrySchema = z.object({
  key: z
    .object({
      placement: nullableText,
      relation: nullableText,
      modelVersion: nullableText,
      ruleId: nullableText,
      experimentId: nullableText,
      variant: nullableText,
    })
    .partial()
    .describe('What the entry is about; null: the event did not say'),
  events: eventsSchema,
  rates: ratesSchema,
  money: z.array(moneySchema),
});

export const getBreakdown = defineOperation({
  ...analyticsOperation,
  id: 'getBreakdown',
  summary: `What was shown, clicked and bought by placement, relation, model, rule or experiment; at most ${mostDays} days`,
  path: '/api/analytics/breakdown',
  query: z.object({ ...period, by: z.enum(breakdownKinds) }),
  response: z.object({
    ...answeredPeriod,
    by: z.enum(breakdownKinds),
    entries: z.array(breakdownEntrySchema).describe('Most shown first'),
    omitted: count.describe('Entries beyond the 200 that are listed'),
    attribution: z.literal('last-touch-not-causal'),
  }),
  errors: ['unprocessable'],
});

const funnelEntrySchema = z.object({
  step: z.enum(funnelSteps),
  count,
  ofPrevious: share,
  ofFirst: share,
});

export const getFunnel = defineOperation({
  ...analyticsOperation,
  id: 'getFunnel',
  summary: `How far what was shown came: lists to clicks, cart and orders, offers to accepts and orders; at most ${mostDays} days`,
  path: '/api/analytics/funnel',
  query: z.object(period),
  response: z.object({
    ...answeredPeriod,
    recommendations: z.array(funnelEntrySchema),
    offers: z.array(funnelEntrySchema),
  }),
  errors: ['unprocessable'],
});

export const getConversion = defineOperation({
  ...analyticsOperation,
  id: 'getConversion',
  summary: `Conversion by recommendation type, with 95 % intervals; at most ${mostDays} days`,
  path: '/api/analytics/conversion',
  query: z.object(period),
  response: z.object({
    ...answeredPeriod,
    types: z.array(
      z.object({
        relation: nullableText.describe('What fetched the product into its list; null: the event did not say'),
        listsShown: count,
        productsShown: count,
        clicks: count,
        addsToCart: count,
        orders: count,
        clicksPerList: share,
        clicksPerProduct: share,
        addsPerClick: share,
        ordersPerClick: share,
        revenue: z.array(z.object({ currency, amount })),
      }),
    ),
    attribution: z.literal('last-touch-not-causal'),
  }),
  errors: ['unprocessable'],
});

const currencyFiguresSchema = z.object({
  currency,
  orders: count,
  units: count,
  revenue: amount,
  refunds: amount,
  margin: amount,
  costedRevenue: amount,
  influencedOrders: count.describe('Orders with at least one line credited to a recommendation or an offer'),
  influencedRevenue: amount.describe('All that those orders brought'),
  influencedShare: z.number().nullable(),
  creditedByRecommendations: amount.describe('Credited lines alone'),
  creditedByOffers: amount,
  orderValue: z.number().nullable().describe('Minor units; null without orders'),
  orderValueWith: z.number().nullable().describe('Of influenced orders'),
  orderValueWithout: z.number().nullable().describe('Of the others; who clicks differs from who does not'),
});

export const keyFiguresSchema = z.object({
  from: isoDate,
  to: isoDate,
  views: count,
  sessions: count,
  recommendations: eventsSchema,
  rates: ratesSchema,
  conversion: share.describe('Orders ÷ visits'),
  byCurrency: z.array(currencyFiguresSchema),
});

const meanSchema = z.object({
  orders: count,
  mean: z.number().nullable().describe('Minor units'),
  low: z.number().nullable().describe('95 % interval; null below 30 orders'),
  high: z.number().nullable(),
});

const orderValuesSchema = z.object({
  currency: currencyCode,
  with: meanSchema.describe('Orders that hold something credited to a recommendation or an offer'),
  without: meanSchema,
  difference: z
    .object({ value: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Says who buys more, not what recommendations bring'),
});

export const getKeyFigures = defineOperation({
  ...analyticsOperation,
  id: 'getKeyFigures',
  summary: `What the store sold and what recommendations are credited with, with the period before; at most ${mostDays} days`,
  path: '/api/analytics/key-figures',
  query: z.object(period),
  response: z.object({
    timeZone: z.string(),
    current: keyFiguresSchema,
    previous: keyFiguresSchema.describe('As many days before'),
    attribution: z
      .literal('last-touch-not-causal')
      .describe('What recommendations bring is told by the hold-out alone'),
    orderValues: z
      .object({ origin: reportOriginSchema, values: z.array(orderValuesSchema) })
      .nullable()
      .describe('Of the recent orders of the newest training run; null before the first'),
    holdOut: holdOutResultsSchema.nullable().describe('Of the whole weeks in the period; null when there is none'),
  }),
  errors: ['unprocessable'],
});

const basisPoints = z.number().int().min(0).max(10_000);
const lift = z.number().int().min(-10_000).max(100_000).describe('Assumed relative change, basis points');

export const estimateReturn = defineOperation({
  ...analyticsOperation,
  id: 'estimateReturn',
  summary: 'What assumed lifts would be worth in a month; it reckons with what it is given and promises nothing',
  method: 'POST',
  path: '/api/analytics/return-on-investment',
  query: z.object({ companyId: companyId.optional() }),
  body: z.strictObject({
    currency: currencyCode,
    ordersPerMonth: z.number().int().min(0).max(1e8),
    orderValueMinor: z.number().int().min(0).max(1e9),
    marginBasisPoints: basisPoints,
    monthlyCostMinor: z.number().int().min(0).max(1e10),
    conversionLiftBasisPoints: lift.default(0),
    orderValueLiftBasisPoints: lift.default(0),
  }),
  response: z.object({
    currency: currencyCode,
    extraOrders: z.number(),
    extraRevenueMinor: z.number(),
    extraMarginMinor: z.number(),
    netMinor: z.number(),
    returnOnCost: z.number().nullable().describe('Net ÷ cost; null without a cost'),
    breakEvenBasisPoints: z
      .number()
      .nullable()
      .describe('Lift of order value that pays the cost; null where none does'),
    basis: z.literal('assumed-lifts'),
  }),
});
