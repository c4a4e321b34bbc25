import type { GroupedLog } from '#core/similarity/grouped-log';
import { packArrays, unpackArrays } from '#core/similarity/packed-arrays';

/** Records that training left out, and why. */
export interface IgnoredCounts {
  /** Orders and events that were there already. */
  duplicates: number;
  /** Cancelled orders. */
  cancelledOrders: number;
  /** Lines of which nothing was kept. */
  refundedLines: number;
  /** Lines and events of products that the catalog does not hold. */
  unknownProducts: number;
  /** Events whose shopper refused analytics or personalisation. */
  withoutConsent: number;
  /** Records older than the window, newer than now, or without a readable time. */
  outsideWindow: number;
}

/** All that the relations are trained from: integer logs over one list of products. */
export interface TrainingData {
  /** Sorted; the position is the item number in the logs. */
  readonly productIds: readonly string[];
  /** One group per order. */
  readonly baskets: GroupedLog;
  /** One group per customer, or per order of a guest: what they bought, each product once, at the time of its first purchase. */
  readonly customers: GroupedLog;
  /** One group per session: what was viewed or put into the cart, in order. */
  readonly sessions: GroupedLog;
  /** Distinct people; the logs number them 0 … peopleCount − 1. */
  readonly peopleCount: number;
  /** Epoch milliseconds of the newest interaction, the *now* of every decay; 0 when there is none. */
  readonly newestAt: number;
  readonly ignored: Readonly<IgnoredCounts>;
}

const kind = 'training-data';
const version = 1;
const logNames = ['baskets', 'customers', 'sessions'] as const;
const partNames = ['offsets', 'items', 'times', 'weights', 'people'] as const;

/** Packs the data for the trainers, which run in their own processes. */
export const serialiseTrainingData = (data: TrainingData): Uint8Array => {
  const { productIds, peopleCount, newestAt, ignored } = data;
  const arrays = Object.fromEntries(
    logNames.flatMap((name) => partNames.map((part) => [`${name}.${part}`, data[name][part]])),
  );
  return packArrays({ kind, version, fields: { productIds, peopleCount, newestAt, ignored }, arrays });
};

/** @throws Error when the bytes are not training data of this format version. */
export const deserialiseTrainingData = (packed: Uint8Array): TrainingData => {
  const { fields, arrays } = unpackArrays(packed, kind, version);
  const known = fields as Pick<TrainingData, 'productIds' | 'peopleCount' | 'newestAt' | 'ignored'>;
  const log = (name: string): GroupedLog => ({
    itemCount: known.productIds.length,
    offsets: arrays[`${name}.offsets`] as Int32Array,
    items: arrays[`${name}.items`] as Int32Array,
    times: arrays[`${name}.times`] as Float64Array,
    weights: arrays[`${name}.weights`] as Float32Array,
    people: arrays[`${name}.people`] as Int32Array,
  });
  return { ...known, baskets: log('baskets'), customers: log('customers'), sessions: log('sessions') };
};
