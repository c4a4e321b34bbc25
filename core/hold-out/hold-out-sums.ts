/** The arms of the permanent hold-out. */
export const holdOutArms = ['held', 'shown'] as const;
export type HoldOutArm = (typeof holdOutArms)[number];

/**
 * What the shoppers of an arm did in a week, added up; a shopper is a session id of the shop. The last four are sums of
 * squares and products of what each shopper did: enough for every variance that results need.
 */
export const holdOutNames = [
  /** Shoppers of whom something came in that both arms send alike. */
  'units',
  /** Shoppers who bought. */
  'buyers',
  /** Orders whose value is known, in the currency of the sums. */
  'orders',
  /** Minor units. */
  'revenue',
  'buyerSquares',
  'orderSquares',
  'revenueSquares',
  'revenueByOrders',
] as const;
export type HoldOutName = (typeof holdOutNames)[number];
export type HoldOutSums = Readonly<Record<HoldOutName, number>>;

export const noHoldOutSums = Object.fromEntries(holdOutNames.map((name) => [name, 0])) as HoldOutSums;

export const addHoldOutSums = (first: HoldOutSums, second: HoldOutSums, sign: 1 | -1 = 1): HoldOutSums =>
  Object.fromEntries(holdOutNames.map((name) => [name, first[name] + sign * second[name]])) as HoldOutSums;

/** Where sums belong. */
export interface HoldOutPlace {
  /** The Monday of the week on the store's calendar, `YYYY-MM-DD`. */
  readonly week: string;
  readonly arm: HoldOutArm;
  /** That of the shopper's first order with a value; empty before it, and of units. */
  readonly currency: string;
  /** 0: of the week itself. Otherwise twice the products of what shoppers did in it and so many weeks before it. */
  readonly lag: number;
}

export interface HoldOutCell extends HoldOutPlace {
  readonly sums: HoldOutSums;
}

const nameOf = ({ week, arm, currency, lag }: HoldOutPlace): string => [week, arm, currency, lag].join('\n');

/** Adds up cells of the same place; by place, without those of which nothing is left. */
export const joinCells = (cells: Iterable<HoldOutCell>): HoldOutCell[] => {
  const joined = new Map<string, HoldOutCell>();
  for (const cell of cells) {
    const known = joined.get(nameOf(cell));
    joined.set(nameOf(cell), known ? { ...known, sums: addHoldOutSums(known.sums, cell.sums) } : cell);
  }
  return [...joined]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell)
    .filter(({ sums }) => holdOutNames.some((name) => sums[name] !== 0));
};
