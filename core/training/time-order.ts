/**
 * Indices in the order of their times: each goes to one of about n / 4 equal spans of time, and the few of a span are
 * compared. O(n) for times that are spread over their window, as those of a store are, and O(n · log n) for any. What
 * comes nearly in order is moved hardly at all, which a cache likes better than a radix sort's many places.
 */
const perBucket = 4;
/** Up to as many are sorted by insertion. */
const few = 24;

const rangeOf = (times: Float64Array): [number, number] => {
  let [oldest, newest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < times.length; index += 1) {
    oldest = Math.min(oldest, times[index]!);
    newest = Math.max(newest, times[index]!);
  }
  return [oldest, newest];
};

/** Indices by span of time, in their own order within one, and where each span begins. */
const byBucket = (times: Float64Array): { order: Int32Array; starts: Int32Array } => {
  const [oldest, newest] = rangeOf(times);
  const buckets = Math.ceil(times.length / perBucket);
  const scale = newest > oldest ? (buckets - 1) / (newest - oldest) : 0;
  const starts = new Int32Array(buckets + 1);
  const bucketOf = (index: number): number => Math.floor((times[index]! - oldest) * scale);
  for (let index = 0; index < times.length; index += 1) starts[bucketOf(index) + 1]! += 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) starts[bucket + 1]! += starts[bucket]!;
  const next = starts.slice();
  const order = new Int32Array(times.length);
  for (let index = 0; index < times.length; index += 1) order[next[bucketOf(index)]!++] = index;
  return { order, starts };
};

type Compare = (a: number, b: number) => number;

const insertionSort = (order: Int32Array, from: number, to: number, compare: Compare): void => {
  for (let end = from + 1; end < to; end += 1) {
    const index = order[end]!;
    let at = end;
    for (; at > from && compare(order[at - 1]!, index) > 0; at -= 1) order[at] = order[at - 1]!;
    order[at] = index;
  }
};

/**
 * @param times epoch milliseconds, integers.
 * @param compareEqual orders two indices of one time.
 */
export const timeOrder = (times: Float64Array, compareEqual: Compare): Int32Array => {
  const { order, starts } = byBucket(times);
  const compare: Compare = (a, b) => times[a]! - times[b]! || compareEqual(a, b);
  for (let bucket = 0; bucket + 1 < starts.length; bucket += 1) {
    const [from, to] = [starts[bucket]!, starts[bucket + 1]!];
    if (to - from <= few) insertionSort(order, from, to, compare);
    else order.subarray(from, to).sort(compare);
  }
  return order;
};
