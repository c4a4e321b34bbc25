import { type MeteredUnit, meteredUnits, type PriceBook } from '#core/cost/price-book';

/** Metered units, real numbers ≥ 0; absent ones are 0. */
export type ResourceUse = Readonly<Partial<Record<MeteredUnit, number>>>;

const entriesOf = (use: ResourceUse): [MeteredUnit, number][] =>
  meteredUnits.flatMap((unit): [MeteredUnit, number][] => (use[unit] ? [[unit, use[unit]]] : []));

export const scaleUse = (use: ResourceUse, times: number): ResourceUse =>
  Object.fromEntries(entriesOf(use).map(([unit, amount]) => [unit, amount * times]));

export const sumUses = (uses: readonly ResourceUse[]): ResourceUse => {
  const sums: Partial<Record<MeteredUnit, number>> = {};
  for (const [unit, amount] of uses.flatMap(entriesOf)) sums[unit] = (sums[unit] ?? 0) + amount;
  return sums;
};

export interface CostLine {
  readonly unit: MeteredUnit;
  readonly amount: number;
  readonly dollars: number;
}

/** What each unit costs, the dearest first. An estimate in dollars, so a float: nobody is charged by it. */
export const costLines = (use: ResourceUse, { prices }: PriceBook): CostLine[] =>
  entriesOf(use)
    .map(([unit, amount]) => ({ unit, amount, dollars: (amount * prices[unit].dollars) / prices[unit].per }))
    .sort((a, b) => b.dollars - a.dollars || (a.unit < b.unit ? -1 : 1));

export const dollarsOf = (use: ResourceUse, book: PriceBook): number =>
  costLines(use, book).reduce((sum, { dollars }) => sum + dollars, 0);
