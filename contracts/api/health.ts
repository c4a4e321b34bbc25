import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { emptyObject } from '#contracts/scalars';

export const getHealth = defineOperation({
  id: 'getHealth',
  resource: 'health',
  summary: 'Tells whether the API is up; deep=1 also reads one key of the table',
  method: 'GET',
  path: '/api/health',
  auth: { kind: 'public' },
  family: 'health',
  params: emptyObject,
  query: z.object({ deep: z.enum(['0', '1']).default('0') }),
  status: 200,
  response: z.object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    checks: z.record(z.string(), z.enum(['ok', 'failed'])),
  }),
});
