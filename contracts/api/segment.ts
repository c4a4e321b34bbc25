import * as z from 'zod';
import { storefrontQuery } from '#contracts/api/events';
import { defineOperation } from '#contracts/operation';
import { emptyObject } from '#contracts/scalars';

const count = z.number().int().min(0);

const segmentOperation = {
  resource: 'segment',
  method: 'POST',
  auth: { kind: 'storefront' },
  family: 'storefront-events',
  params: emptyObject,
  query: storefrontQuery,
  status: 200,
  response: z.object({ success: z.literal(true), accepted: count, ignored: count, rejected: count }),
  acceptsTextPlain: true,
  acceptsWriteKey: true,
  /** Segment's own limit is 500 kB. */
  maxBodyBytes: 512 * 1024,
  errors: ['stream_unavailable'],
} as const;

const message = z.looseObject({}).describe('A message of the Segment tracking API');

const batch = z.looseObject({
  batch: z.array(z.unknown()).max(500).describe('Messages of the Segment tracking API'),
  sentAt: z.unknown().optional(),
});

export const recordSegmentBatch = defineOperation({
  ...segmentOperation,
  id: 'recordSegmentBatch',
  summary: 'Takes a batch as Segment’s server libraries send it',
  path: '/v1/batch',
  body: batch,
});

export const recordSegmentBrowserBatch = defineOperation({
  ...segmentOperation,
  id: 'recordSegmentBrowserBatch',
  summary: 'Takes a batch as Segment’s browser library sends it',
  path: '/v1/b',
  body: batch,
});

export const recordSegmentTrack = defineOperation({
  ...segmentOperation,
  id: 'recordSegmentTrack',
  summary: 'Takes one tracked event as Segment’s browser library sends it',
  path: '/v1/t',
  body: message,
});

export const recordSegmentPage = defineOperation({
  ...segmentOperation,
  id: 'recordSegmentPage',
  summary: 'Answers Segment’s page calls; they tell nothing about products and are not kept',
  path: '/v1/p',
  body: message,
});

export const recordSegmentIdentify = defineOperation({
  ...segmentOperation,
  id: 'recordSegmentIdentify',
  summary: 'Answers Segment’s identify calls; customers are written by servers only, and these are not kept',
  path: '/v1/i',
  body: message,
});
