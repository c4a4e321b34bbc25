import type { IntegerUnit } from '#core/rules/argument';

/** What a range counts, and what its two ends are called. */
export interface WholeNumberRange<Unit extends IntegerUnit> {
  readonly unit: Unit;
  readonly max: number;
  readonly fewest: string;
  readonly most: string;
}

/** The arguments `atLeast` and `atMost` of a condition, both included and either optional; see `isBetween`. */
export const wholeNumberRange = <Unit extends IntegerUnit>({ unit, max, fewest, most }: WholeNumberRange<Unit>) => {
  const end = { kind: 'integer', unit, min: 0, max, optional: true } as const;
  return {
    atLeast: { ...end, label: 'At least', description: `${fewest}, included.` },
    atMost: { ...end, label: 'At most', description: `${most}, included.` },
  } as const;
};

/** The argument `atLeast` of a condition on what the cart contains; `of` ends the sentence. */
export const fewestUnits = (of: string) =>
  ({
    kind: 'integer',
    unit: 'units',
    min: 1,
    max: 1e6,
    optional: true,
    label: 'At least',
    description: `Fewest units of ${of} together; 1 when absent.`,
  }) as const;
