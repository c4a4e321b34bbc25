/**
 * A random permutation (Fisher & Yates, Durstenfeld 1964). O(items).
 * @param random gives the next number, 0 ≤ x < 1, at each call
 */
export const shuffled = <T>(items: readonly T[], random: () => number): T[] => {
  const list = [...items];
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
};
