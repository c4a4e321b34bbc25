import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Item } from '#adapters/dynamodb/transact-items';
import { type HourActivity, packActivity, unpackActivity } from '#core/activity/product-activity';
import { fnv1a } from '#core/hash/fnv1a';

/** Sealed counts are cut by product into so many parts, of which a question reads one. */
export const activityBuckets = 4;

export const bucketOf = (productId: string): number => fnv1a(productId) % activityBuckets;

const keepSeconds = 35 * 86_400;

export const activityOfItem = (item: Item | undefined): HourActivity[] =>
  item ? unpackActivity(inflateRawSync(item.activity as Uint8Array).toString('utf8')) : [];

/** @param now ISO-8601 UTC */
export const activityItem = (
  counts: readonly HourActivity[],
  now: string,
): Item & { readonly activity: Uint8Array } => ({
  activity: deflateRawSync(packActivity(counts)),
  expiresAt: Math.floor(Date.parse(now) / 1000) + keepSeconds,
});
