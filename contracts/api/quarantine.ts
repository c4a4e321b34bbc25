import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { pageOf, pageQuery } from '#contracts/pagination';
import { companyId, emptyObject } from '#contracts/scalars';
import { qualityFlags } from '#core/events/data-quality';
import { quarantineReasons, quarantineSources } from '#core/quarantine/quarantined-event';

const count = z.number().int().min(0);
const isoDate = z.iso.date();
const entryId = z.string().regex(/^[0-9a-f]{32}$/, 'is the id of an entry: 32 hexadecimal digits');

const quarantineEntry = z.object({
  entryId,
  source: z.enum(quarantineSources).describe('Where the event failed'),
  reason: z.enum(quarantineReasons),
  faults: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
  eventId: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  payload: z.string().describe('The event as it was sent; its beginning when `isCut`'),
  isCut: z.boolean(),
});

const eventAdmin = { resource: 'quarantine', family: 'event-admin', params: emptyObject, status: 200 } as const;
const companyQuery = z.object({ companyId: companyId.optional() });

export const listQuarantine = defineOperation({
  ...eventAdmin,
  id: 'listQuarantine',
  summary: 'Lists the events that failed the firewall, newest first; they are kept for 30 days',
  method: 'GET',
  path: '/api/events/quarantine',
  auth: { kind: 'member', role: 'viewer' },
  query: companyQuery.extend(pageQuery),
  response: pageOf(quarantineEntry),
  errors: ['invalid_cursor'],
});

export const replayQuarantine = defineOperation({
  ...eventAdmin,
  id: 'replayQuarantine',
  summary: 'Judges quarantined events again and sends those that are good now; safe to repeat',
  method: 'POST',
  path: '/api/events/quarantine/replay',
  auth: { kind: 'member', role: 'editor' },
  query: companyQuery,
  body: z.object({ entryIds: z.array(entryId).min(1).max(100) }),
  response: z.object({
    replayed: count,
    results: z.array(
      z.object({
        entryId,
        status: z
          .enum(['replayed', 'ignored', 'still_bad', 'not_replayable', 'not_written', 'not_found'])
          .describe(
            '`not_replayable`: too long to be kept whole, or no event at all; `not_found`: released or expired',
          ),
        reason: z.enum(quarantineReasons).optional().describe('Why it is still bad'),
      }),
    ),
  }),
});

export const getDataQuality = defineOperation({
  ...eventAdmin,
  id: 'getDataQuality',
  summary: 'What was remarkable about the events of each day, and how many went into quarantine, in UTC days',
  method: 'GET',
  path: '/api/events/data-quality',
  auth: { kind: 'member', role: 'viewer' },
  query: companyQuery.extend({ from: isoDate, to: isoDate }),
  response: z.object({
    days: z.array(
      z.object({
        date: isoDate,
        flagged: z.record(z.enum(qualityFlags), count),
        quarantined: z.record(z.enum(quarantineReasons), count),
      }),
    ),
  }),
  errors: ['unprocessable'],
});
