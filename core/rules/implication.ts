/**
 * What can be said about conditions without a cart.
 *
 * A rule's conditions are read as a conjunction of atoms: nested `all` groups are flattened, everything else (a leaf, an
 * `any`, a `not`) is one atom. Both questions are answered safely: "implies" and "exclude" are only said when it is
 * certain, so that the linter never blames a sound rule; what hides in `any` and `not` is compared as it is written.
 * O(atoms²). No conditions: implied by everything, excluded by nothing.
 */
import type { Condition, LeafCondition } from '#core/rules/condition-declarations';
import { minutesOf } from '#core/rules/conditions/time-window';

/** The parts of a conjunction. */
export const atomsOf = (condition: Condition): Condition[] =>
  condition.type === 'all' ? condition.conditions.flatMap(atomsOf) : [condition];

const sortedMembers = (_: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.toSorted() : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Equal for conditions that are written alike but for the order of members and lists. */
export const canonicalText = (value: unknown): string => JSON.stringify(value, sortedMembers);

interface Range {
  /** Same for ranges over the same number. */
  readonly of: string;
  readonly atLeast: number;
  readonly atMost: number;
}

/** Numbers that a leaf bounds. */
const rangeOf = (leaf: Condition): Range | undefined => {
  switch (leaf.type) {
    case 'cart-total':
      return range(`${leaf.type} ${leaf.currency}`, leaf);
    case 'cart-quantity':
    case 'orders-count':
    case 'days-since-last-order':
      return range(leaf.type, leaf);
    case 'stock':
      return range(`${leaf.type} ${leaf.productId}`, leaf);
    default:
      return undefined;
  }
};

const range = (of: string, { atLeast = 0, atMost = Number.POSITIVE_INFINITY }: Partial<Range>): Range => ({
  of,
  atLeast,
  atMost,
});

interface Values {
  readonly of: string;
  readonly values: readonly string[];
  /** True when a cart has one of them at a time. */
  readonly isSingle: boolean;
}

const values = (of: string, listed: readonly string[], isSingle: boolean): Values => ({ of, values: listed, isSingle });

/** Values of which a leaf needs one. */
const valuesOf = (leaf: Condition): Values | undefined => {
  switch (leaf.type) {
    case 'device':
      return values(leaf.type, leaf.devices, true);
    case 'country':
      return values(leaf.type, leaf.countries, true);
    case 'weekday':
      return values(leaf.type, leaf.days, true);
    case 'first-visit':
      return values(leaf.type, [String(leaf.is)], true);
    case 'utm':
      return values(`${leaf.type} ${leaf.parameter}`, lowerCase(leaf.values), true);
    case 'experiment-variant':
      return values(`${leaf.type} ${leaf.experimentId}`, leaf.variants, true);
    case 'customer-segment':
      return values(leaf.type, leaf.segments, false);
    case 'coupon-code':
      return values(leaf.type, lowerCase(leaf.codes), false);
    default:
      return unitsOf(leaf);
  }
};

/** "Contains" of one unit is a choice among names; of more units it is compared as it is written. */
const unitsOf = (leaf: Condition): Values | undefined => {
  if ('atLeast' in leaf && leaf.atLeast !== undefined && leaf.atLeast > 1) return undefined;
  if (leaf.type === 'viewed-product') return values(leaf.type, leaf.productIds, false);
  if (leaf.type === 'contains-product') return values(leaf.type, leaf.productIds, false);
  if (leaf.type === 'contains-category') return values(leaf.type, leaf.categories, false);
  if (leaf.type === 'contains-brand') return values(leaf.type, leaf.brands, false);
  return leaf.type === 'contains-tag' ? values(leaf.type, leaf.tags, false) : undefined;
};

const lowerCase = (texts: readonly string[]): string[] => texts.map((text) => text.toLowerCase());

const leafImplies = (stronger: Condition, weaker: Condition): boolean => {
  const [strongRange, weakRange] = [rangeOf(stronger), rangeOf(weaker)];
  if (strongRange && weakRange && strongRange.of === weakRange.of) {
    return strongRange.atLeast >= weakRange.atLeast && strongRange.atMost <= weakRange.atMost;
  }
  const [strongValues, weakValues] = [valuesOf(stronger), valuesOf(weaker)];
  if (!strongValues || !weakValues || strongValues.of !== weakValues.of) return false;
  return strongValues.values.every((value) => weakValues.values.includes(value));
};

const atomImplies = (stronger: Condition, weaker: Condition): boolean => {
  if (canonicalText(stronger) === canonicalText(weaker) || leafImplies(stronger, weaker)) return true;
  return weaker.type === 'any' && weaker.conditions.some((part) => atomImplies(stronger, part));
};

/** True when every cart that meets `stronger` certainly meets `weaker`. */
export const implies = (stronger: readonly Condition[], weaker: readonly Condition[]): boolean =>
  weaker.every((atom) => stronger.some((given) => atomImplies(given, atom)));

const windowsMeet = (
  a: Extract<LeafCondition, { type: 'time-window' }>,
  b: Extract<LeafCondition, { type: 'time-window' }>,
): boolean => {
  const holdsAt = (minute: number, { from, until }: { from: string; until: string }): boolean => {
    const [start, end] = [minutesOf(from), minutesOf(until)];
    return start < end ? minute >= start && minute < end : minute >= start || minute < end;
  };
  return holdsAt(minutesOf(a.from), b) || holdsAt(minutesOf(b.from), a);
};

const isNegationOf = (a: Condition, b: Condition): boolean => a.type === 'not' && atomImplies(b, a.condition);

/** True when no cart can meet both. */
const atomsExclude = (a: Condition, b: Condition): boolean => {
  if (isNegationOf(a, b) || isNegationOf(b, a)) return true;
  if (a.type === 'time-window' && b.type === 'time-window') return !windowsMeet(a, b);
  if (a.type === 'cart-total' && b.type === 'cart-total' && a.currency !== b.currency) return true;
  const [rangeA, rangeB] = [rangeOf(a), rangeOf(b)];
  if (rangeA && rangeB && rangeA.of === rangeB.of) {
    return Math.max(rangeA.atLeast, rangeB.atLeast) > Math.min(rangeA.atMost, rangeB.atMost);
  }
  const [valuesA, valuesB] = [valuesOf(a), valuesOf(b)];
  if (!valuesA?.isSingle || !valuesB || valuesA.of !== valuesB.of) return false;
  return !valuesA.values.some((value) => valuesB.values.includes(value));
};

/** Two of the atoms that no cart can meet together; each atom is also held against itself. */
export const excludingPair = (atoms: readonly Condition[]): readonly [Condition, Condition] | undefined => {
  for (const [index, a] of atoms.entries()) {
    for (const b of atoms.slice(index)) if (atomsExclude(a, b)) return [a, b];
  }
  return undefined;
};
