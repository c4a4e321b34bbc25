let sorted = new Float64Array(1024);

/** The score of the last of the best. Numbers alone are sorted quickly, in memory that is kept. */
const leastOf = (scores: Float64Array, length: number, most: number): number => {
  if (most >= length) return Number.NEGATIVE_INFINITY;
  if (sorted.length < length) sorted = new Float64Array(2 * length);
  const own = sorted.subarray(0, length);
  own.set(scores.subarray(0, length));
  return own.sort()[length - most]!;
};

/**
 * Where the best of many scores stand, best first; equal scores by id. Only what reaches the score of the last of them is
 * put in order with its id. O(n log n), the ids of O(most) compared.
 * @param scores one per id; there may be more, which count for nothing
 * @param most whole, above 0; Infinity: all
 */
export const bestSlots = (ids: readonly string[], scores: Float64Array, most: number): number[] => {
  const least = leastOf(scores, ids.length, most);
  const slots: number[] = [];
  for (let slot = 0; slot < ids.length; slot += 1) if (scores[slot]! >= least) slots.push(slot);
  slots.sort((a, b) => {
    if (scores[a]! > scores[b]!) return -1;
    if (scores[a]! < scores[b]!) return 1;
    return ids[a]! < ids[b]! ? -1 : 1;
  });
  return slots.length > most ? slots.slice(0, most) : slots;
};
