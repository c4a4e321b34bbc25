import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, emptyObject } from '#contracts/scalars';

const isoDate = z.iso.date();

export const getRecommendationCounters = defineOperation({
  id: 'getRecommendationCounters',
  resource: 'analytics',
  summary: 'Daily impressions, clicks and adds of recommendations, in UTC days',
  method: 'GET',
  path: '/api/analytics/recommendations',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional(), from: isoDate, to: isoDate }),
  status: 200,
  response: z.object({
    days: z.array(
      z.object({
        date: isoDate,
        views: z.number().int(),
        impressions: z.number().int(),
        clicks: z.number().int(),
        addsToCart: z.number().int(),
      }),
    ),
  }),
  errors: ['unprocessable'],
});
