import * as z from 'zod';
import { eventEnvelope, eventOperation } from '#contracts/api/events';
import { upsellType } from '#contracts/api/upsell-rules';
import { defineOperation } from '#contracts/operation';
import { companyId, externalId, isoInstant, money, nonNegativeMoney } from '#contracts/scalars';
import { countDays } from '#core/events/daily-counters';

const companyQuery = z.object({ companyId: companyId.optional() });

/** For people with a role, about what came of a rule. */
const performanceOperation = {
  resource: 'upsell',
  family: 'company-admin',
  auth: { kind: 'member', role: 'viewer' },
  params: z.object({ ruleId: externalId }),
} as const;

const offerToken = z.string().min(1).max(3000).describe('Token of the offer, as served');

/** An offer that came into view. */
export const offerImpressionInput = z.object({ ...eventEnvelope, token: offerToken });

const offerEventOperation = { ...eventOperation, resource: 'upsell' } as const;

export const recordOfferImpressions = defineOperation({
  ...offerEventOperation,
  id: 'recordOfferImpressions',
  summary: 'Records that one offer, or up to 100, came into view; an offer counts once per session',
  path: '/api/upsell/impressions',
  body: z.union([
    offerImpressionInput,
    z.object({
      impressions: z.array(z.unknown()).min(1).max(100).describe('Items of OfferImpressionInput'),
    }),
  ]),
});

export const recordOfferAccept = defineOperation({
  ...offerEventOperation,
  id: 'recordOfferAccept',
  summary: 'Records that a shopper took an offer; again adds only an order or a value that was missing',
  path: '/api/upsell/impressions/accept',
  body: offerImpressionInput.extend({
    orderId: externalId.optional(),
    value: nonNegativeMoney.optional().describe('What the offer brought'),
  }),
});

export const recordOfferDecline = defineOperation({
  ...offerEventOperation,
  id: 'recordOfferDecline',
  summary: 'Records that a shopper turned an offer down; its rule keeps silent for the cool-down',
  path: '/api/upsell/impressions/decline',
  body: offerImpressionInput,
});

const offerImpressionSchema = z.object({
  offerId: z.string(),
  ruleId: z.string(),
  type: upsellType,
  experimentId: z.string().nullable(),
  variant: z.string().nullable(),
  sessionId: z.string(),
  shownAt: isoInstant.nullable().describe('null: its answer came, its impression did not'),
  acceptedAt: isoInstant.nullable(),
  declinedAt: isoInstant.nullable(),
  orderId: z.string().nullable(),
  value: money.nullable(),
});

export const listRuleImpressions = defineOperation({
  ...performanceOperation,
  id: 'listRuleImpressions',
  summary: 'The impressions of a rule within at most 31 days, oldest first; single ones are kept for 30 days',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}/impressions',
  query: companyQuery.extend({
    from: isoInstant.optional().describe('Included; 24 hours before the end when absent'),
    until: isoInstant.optional().describe('Not included; now when absent'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  status: 200,
  response: z.object({ data: z.array(offerImpressionSchema) }),
});

export const ruleDaySchema = z.object({
  date: z.iso.date().describe('UTC day of receipt'),
  variant: z.string().nullable(),
  impressions: z.number().int(),
  accepts: z.number().int(),
  declines: z.number().int(),
  orphans: z.number().int().describe('Answers that came without an impression; in no rate'),
  value: z.array(money).describe('What accepted offers brought, by currency'),
  discount: z.array(money).describe('What they gave away'),
});

export const getRuleDays = defineOperation({
  ...performanceOperation,
  id: 'getRuleDays',
  summary: 'Impressions, accepts and declines of a rule by day and variant; at most 92 days',
  method: 'GET',
  path: '/api/upsell/rules/{ruleId}/days',
  query: companyQuery
    .extend({ from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => countDays(from, to) >= 1 && countDays(from, to) <= 92, {
      path: ['to'],
      message: 'is at least from and at most 91 days later',
    }),
  status: 200,
  response: z.object({ data: z.array(ruleDaySchema) }),
});
