/** Figures by what caused them: one entry for each value of one or two members of the dimension. O(rows). */
import { type Figures, ordersOf, sumFigures } from '#core/analytics/figures';
import type { RollUpDimension, RollUpRow, RollUpScope } from '#core/analytics/roll-up';

export const breakdownKinds = ['placement', 'relation', 'model', 'rule', 'experiment'] as const;
export type BreakdownKind = (typeof breakdownKinds)[number];

type Member = keyof Omit<RollUpDimension, 'scope' | 'currency'>;

/** What each breakdown tells apart, and which rows it is made of. */
const members: Readonly<
  Record<BreakdownKind, { readonly by: readonly Member[]; readonly scopes: readonly RollUpScope[] }>
> = {
  placement: { by: ['placement'], scopes: ['recommendation'] },
  relation: { by: ['relation'], scopes: ['recommendation'] },
  model: { by: ['modelVersion'], scopes: ['recommendation'] },
  rule: { by: ['ruleId'], scopes: ['offer'] },
  experiment: { by: ['experimentId', 'variant'], scopes: ['recommendation', 'offer'] },
};

export type BreakdownKey = Readonly<Partial<Record<Member, string | null>>>;

export interface BreakdownEntry extends Figures {
  /** A value of each member; null: the event, or the order's credit, did not say. */
  readonly key: BreakdownKey;
}

/** Entries in one answer; what goes beyond is counted, not listed. */
const mostEntries = 200;

export interface Breakdown {
  /** Most shown first, lists and offers alike; equal ones by orders, then by key. */
  readonly entries: readonly BreakdownEntry[];
  /** Entries beyond the most that are listed. */
  readonly omitted: number;
}

const shownIn = ({ events }: Figures): number => events.impressions + events.offersShown;

/** Rows of no experiment are no part of the breakdown by experiments. */
const belongs = (kind: BreakdownKind, { dimension }: RollUpRow): boolean =>
  members[kind].scopes.includes(dimension.scope) && (kind !== 'experiment' || dimension.experimentId !== null);

export const breakdown = (rows: Iterable<RollUpRow>, kind: BreakdownKind): Breakdown => {
  const { by } = members[kind];
  const groups = new Map<string, { key: BreakdownKey; rows: RollUpRow[] }>();
  for (const row of rows) {
    if (!belongs(kind, row)) continue;
    const key = Object.fromEntries(by.map((member) => [member, row.dimension[member]]));
    const name = JSON.stringify(Object.values(key));
    const group = groups.get(name) ?? { key, rows: [] as RollUpRow[] };
    group.rows.push(row);
    groups.set(name, group);
  }
  const entries = Array.from(groups, ([name, group]) => ({ name, key: group.key, ...sumFigures(group.rows) }))
    .sort((a, b) => shownIn(b) - shownIn(a) || ordersOf(b) - ordersOf(a) || (a.name < b.name ? -1 : 1))
    .map(({ name: _name, ...entry }) => entry);
  return { entries: entries.slice(0, mostEntries), omitted: Math.max(0, entries.length - mostEntries) };
};
