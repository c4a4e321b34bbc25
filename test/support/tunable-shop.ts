import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters, type TrainingParameters } from '#core/training/parameters';
import type { TrainingData } from '#core/training/training-data';
import { anOrder, aProduct } from '#test/support/recommendation-fixtures';

const itemCount = 60;

export const tunableCatalog = Array.from({ length: itemCount }, (_, item) =>
  aProduct(`p${String(item).padStart(2, '0')}`),
);

export const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** One order a minute, each of a guest. */
export const shopOf = (baskets: readonly (readonly number[])[]): TrainingData =>
  buildTrainingData({
    orders: baskets.map((items, index) =>
      anOrder(
        `o${index}`,
        items.map((item) => tunableCatalog[item]!.productId),
        { orderedAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString() },
      ),
    ),
    events: [],
    products: tunableCatalog,
    now: '2026-06-01T00:00:00Z',
    windowDays: 365,
  });

/** Twenty pairs that always go together, drowned by wholesalers who buy most of the shop. */
export const pairsAmongWholesalers = (baskets: number): TrainingData => {
  const next = numbersFrom(7);
  return shopOf(
    Array.from({ length: baskets }, (_, at) => {
      const pair = Math.floor(next() * 20);
      return at % 5 < 2
        ? [pair, 20 + pair]
        : Array.from({ length: itemCount }, (_x, item) => item).filter(() => next() < 0.6);
    }),
  );
};

/** Wholesalers count as much as everybody else. */
export const lengthBlind = (start: TrainingParameters = defaultTrainingParameters): TrainingParameters => {
  const { cart: _, ...withoutCart } = start;
  const { relations } = start;
  return {
    ...withoutCart,
    relations: {
      ...relations,
      'bought-together': { ...relations['bought-together'], lengthPenalty: 0 },
      'also-bought': { ...relations['also-bought'], lengthPenalty: 0 },
    },
  };
};
