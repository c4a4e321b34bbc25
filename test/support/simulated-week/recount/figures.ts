/** What figures are told apart by, as the roll-ups name it. */
export interface FigureDimension {
  readonly scope: 'store' | 'recommendation' | 'offer';
  readonly placement: string | null;
  readonly relation: string | null;
  readonly modelVersion: string | null;
  readonly ruleId: string | null;
  readonly experimentId: string | null;
  readonly variant: string | null;
  readonly currency: string | null;
}

export const aFigure = (said: Partial<FigureDimension>): FigureDimension => ({
  scope: 'store',
  placement: null,
  relation: null,
  modelVersion: null,
  ruleId: null,
  experimentId: null,
  variant: null,
  currency: null,
  ...said,
});

export interface FigureRow {
  readonly date: string;
  readonly dimension: FigureDimension;
  readonly counts: Readonly<Record<string, number | undefined>>;
}

const nameOf = ({ date, dimension: { scope, ...rest } }: FigureRow): string =>
  [date, scope, rest.placement, rest.relation, rest.modelVersion, rest.ruleId, rest.experimentId, rest.variant]
    .concat(rest.currency)
    .map((part) => part ?? '–')
    .join(' ');

export type Figures = Record<string, Record<string, number>>;

/** Sums by day and dimension, in a form that compares well; zeros are left out. */
export const figuresOf = (rows: readonly FigureRow[]): Figures => {
  const figures: Figures = {};
  for (const row of rows) {
    const sums = figures[nameOf(row)] ?? {};
    for (const [name, count = 0] of Object.entries(row.counts)) sums[name] = (sums[name] ?? 0) + count;
    figures[nameOf(row)] = sums;
  }
  const withoutZeros = Object.entries(figures).map(
    ([name, sums]) => [name, Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))] as const,
  );
  return Object.fromEntries(withoutZeros.filter(([, sums]) => Object.keys(sums).length > 0));
};
