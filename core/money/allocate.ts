/**
 * Splits an amount over shares by the largest remainder (Hamilton's method; Balinski and Young, "Fair
 * Representation", 1982): each share gets the whole part of amount · weight ÷ Σ weights, what is left goes one minor
 * unit each to the largest remainders. Remainders are compared as exact integers, so no float decides.
 * O(n log n). Shares always sum to the amount; none is off its exact part by a whole unit.
 * Equal remainders: the larger weight first, then the earlier place. No weights, or weights of 0 only: equal shares.
 * @param amount integer minor units; a negative one gives the shares of its absolute value, negated
 * @param weights integers ≥ 0
 * @returns one integer for each weight; empty for no weights
 */
export const allocate = (amount: number, weights: readonly number[]): number[] => {
  if (weights.length === 0) return [];
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n)
    return allocate(
      amount,
      weights.map(() => 1),
    );
  const positive = BigInt(Math.abs(amount));
  const parts = weights.map((weight, index) => {
    const product = positive * BigInt(weight);
    return { index, weight, share: product / total, remainder: product % total };
  });
  let left = positive - parts.reduce((sum, { share }) => sum + share, 0n);
  const byRemainder = [...parts].sort(
    (a, b) => Number(b.remainder - a.remainder) || b.weight - a.weight || a.index - b.index,
  );
  const shares = parts.map(({ share }) => Number(share));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    shares[index] = shares[index]! + 1;
    left -= 1n;
  }
  return amount < 0 ? shares.map((share) => -share + 0) : shares;
};
