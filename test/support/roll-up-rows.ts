import fc from 'fast-check';
import {
  dimensionOf,
  eventCounters,
  orderCounters,
  type RollUpCounter,
  type RollUpDimension,
  type RollUpRow,
  rollUpScopes,
  sumRows,
} from '#core/analytics/roll-up';

/** One row of one day. */
export const rollUpRow = (
  date: string,
  said: Partial<RollUpDimension>,
  counts: Partial<Record<RollUpCounter, number>>,
): RollUpRow => ({ date, dimension: dimensionOf(said), counts });

const orNull = <T>(...values: T[]): fc.Arbitrary<T | null> => fc.constantFrom<T | null>(...values, null);

const dimension: fc.Arbitrary<RollUpDimension> = fc
  .record({
    scope: fc.constantFrom(...rollUpScopes),
    placement: orNull('product', 'cart'),
    relation: orNull('also-bought', 'similar'),
    modelVersion: orNull('m1'),
    ruleId: orNull('r1', 'r2'),
    experimentId: orNull('e1'),
    variant: orNull('a', 'b'),
    currency: orNull('EUR', 'JPY'),
  })
  .map((said) => (said.scope === 'store' ? dimensionOf({ scope: 'store', currency: said.currency }) : said));

const counts = fc.record(
  Object.fromEntries(
    [...eventCounters, ...orderCounters].map((name) => [name, fc.nat({ max: 50 })] as const),
  ) as Record<RollUpCounter, fc.Arbitrary<number>>,
  { requiredKeys: [] },
);

/** Rows of the first days of March and the last of February, as a store gives them. */
export const someRows: fc.Arbitrary<RollUpRow[]> = fc
  .array(fc.record({ date: fc.constantFrom('2026-02-27', '2026-02-28', '2026-03-01'), dimension, counts }), {
    maxLength: 30,
  })
  .map(sumRows);
