/**
 * How often products were looked at and recommended, by hour of receipt.
 *
 *   views(p, h)        product views of p;   impressions(p, h)  shown lists of recommendations that hold p
 *
 * Whole numbers that add up, so batches, shards and parts join in any order to the same counts. Robots are left out.
 * O(events · products of a list).
 */
import type { ShopEvent } from '#core/events/shop-event';

export const activityKinds = ['views', 'impressions'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** Counts of one product in one hour. */
export interface HourActivity extends Readonly<Record<ActivityKind, number>> {
  readonly productId: string;
  /** Hours since the epoch. */
  readonly hour: number;
}

export const hourMs = 3_600_000;

const nameOf = ({ hour, productId }: Pick<HourActivity, 'hour' | 'productId'>): string => `${hour}\n${productId}`;

/** Adds up counts of equal product and hour; by hour and product. */
export const joinActivity = (counts: Iterable<HourActivity>): HourActivity[] => {
  const joined = new Map<string, HourActivity>();
  for (const one of counts) {
    const known = joined.get(nameOf(one)) ?? { ...one, views: 0, impressions: 0 };
    joined.set(nameOf(one), {
      ...known,
      views: known.views + one.views,
      impressions: known.impressions + one.impressions,
    });
  }
  return [...joined.values()].sort((a, b) => a.hour - b.hour || (a.productId < b.productId ? -1 : 1));
};

const shownIn = ({ productIds, productId }: ShopEvent): readonly string[] =>
  productIds ? [...new Set(productIds)] : productId === undefined ? [] : [productId];

const activityOf = (event: ShopEvent): HourActivity[] => {
  const hour = Math.floor(Date.parse(event.receivedAt) / hourMs);
  if (event.type === 'product_view' && event.productId !== undefined) {
    return [{ productId: event.productId, hour, views: 1, impressions: 0 }];
  }
  if (event.type !== 'recommendation_impression') return [];
  return shownIn(event).map((productId) => ({ productId, hour, views: 0, impressions: 1 }));
};

/** What events of shoppers count, each event once. */
export const countActivity = (events: readonly ShopEvent[]): HourActivity[] =>
  joinActivity(events.filter(({ isBot }) => !isBot).flatMap(activityOf));

const formatVersion = 1;

interface PackedActivity {
  readonly v: number;
  readonly i: readonly string[];
  /** Flat (place in `i`, hour, views, impressions). */
  readonly c: readonly number[];
}

/** Compact JSON, the same for equal counts. */
export const packActivity = (counts: readonly HourActivity[]): string => {
  const ids = [...new Set(counts.map(({ productId }) => productId))].sort();
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const c = joinActivity(counts).flatMap(({ productId, hour, views, impressions }) => [
    placeOf.get(productId)!,
    hour,
    views,
    impressions,
  ]);
  return JSON.stringify({ v: formatVersion, i: ids, c } satisfies PackedActivity);
};

/** Reads what `packActivity` wrote. @throws Error when it is of another format */
export const unpackActivity = (text: string): HourActivity[] => {
  const { v, i, c } = JSON.parse(text) as PackedActivity;
  if (v !== formatVersion) throw new Error(`Product activity has format version ${v}, not ${formatVersion}`);
  return Array.from({ length: c.length / 4 }, (_, at) => {
    const [place, hour, views, impressions] = c.slice(at * 4, at * 4 + 4) as [number, number, number, number];
    return { productId: i[place]!, hour, views, impressions };
  });
};
