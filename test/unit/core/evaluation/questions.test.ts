import { missingFromBasket, productsToAskFor, restOfBasket } from '#core/evaluation/questions';
import { splitInTime } from '#core/evaluation/temporal-split';
import { aLog } from '#test/support/recommendation-fixtures';

const lines = Array.from({ length: 12 }, (_, line) => line);

it('asks for different products of a basket, at most so many, the same for the same place in a log', () => {
  const asked = productsToAskFor(lines, 3, 5);
  expect(new Set(asked).size).toBe(3);
  expect(lines).toEqual(expect.arrayContaining(asked));
  expect(productsToAskFor(lines, 3, 5)).toEqual(asked);
  expect(productsToAskFor([7, 8], 3, 5).sort()).toEqual([7, 8]);
});

it('asks for every line of a basket alike, for the first ones are not like the rest', () => {
  const times = lines.map(() => 0);
  for (let place = 0; place < 4_000; place += 1)
    for (const line of productsToAskFor(lines, 3, place)) times[line]! += 1;
  // 1,000 expected, with a standard deviation of 27.
  for (const count of times) expect(Math.abs(count - 1_000)).toBeLessThan(4 * 27);
});

it('takes the product that is asked for out of what is known, and leaves nothing else out', () => {
  const held = splitInTime(
    aLog(5, [
      [0, 1],
      [2, 0, 4, 1, 3],
    ]),
    0.5,
  );
  const missing = missingFromBasket(held);
  expect(missing).toHaveLength(3);
  for (const { known, wanted } of missing) {
    expect([...known, ...wanted].sort()).toEqual([0, 1, 2, 3, 4]);
    expect([...known]).toEqual([2, 0, 4, 1, 3].filter((item) => !wanted.has(item)));
  }
  for (const { known, wanted } of restOfBasket(held)) {
    expect(known).toHaveLength(1);
    expect([...known, ...wanted].sort()).toEqual([0, 1, 2, 3, 4]);
  }
});
