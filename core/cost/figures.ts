/** What one activity takes, measured where it could be; each can be replaced by what a deployment measures itself. */
export interface Figure {
  readonly value: number;
  /** `measured`: by `node test/bench/metered-use.ts`; `configured`: by the stage `prod`; `assumed`: nobody measured it on AWS yet. */
  readonly basis: 'measured' | 'assumed' | 'configured';
  readonly meaning: string;
}

const measured = (value: number, meaning: string): Figure => ({ value, basis: 'measured', meaning });
const assumed = (value: number, meaning: string): Figure => ({ value, basis: 'assumed', meaning });
const configured = (value: number, meaning: string): Figure => ({ value, basis: 'configured', meaning });

export const figures = {
  listMs: assumed(12, 'billed time of a list: 1.3 ms of its own (bench) and two calls of the table'),
  listReadUnits: measured(9, 'read units of a list of which nothing is in memory'),
  listAnswerBytes: assumed(2_600, 'a list of 8 products, compressed, with its headers'),
  eventMs: assumed(10, 'billed time of an event request: 1 ms of its own and one call of the stream'),
  eventBytes: assumed(700, 'an event in the stream'),
  pageReadUnits: measured(4, 'read units of counting what one page brought, alone in its batch'),
  pageWriteUnits: measured(13.5, 'write units of the same, in a transaction'),
  otherEventReadUnits: measured(5, 'read units of counting a click, alone in its batch'),
  otherEventWriteUnits: measured(8, 'write units of the same'),
  consumerMs: assumed(40, 'billed time of a consumer for the events of one page, alone in its batch'),
  orderReadUnits: measured(8, 'read units of an order, its history of purchases and its credit'),
  orderWriteUnits: measured(13, 'write units of the same'),
  orderMs: assumed(60, 'billed time of taking and crediting an order'),
  productReadUnits: measured(1, 'read units of a changed product'),
  productWriteUnits: measured(3, 'write units of a changed product with its index'),
  rowWriteUnits: measured(3.3, 'write units of the row of a product in a night'),
  nightTransitions: assumed(60, 'state transitions of a night, retries left out'),
  nightGbSeconds: assumed(80, 'function time of a night: training 3 s of 10 GB (bench), about 20 steps beside it'),
  nightFunctionRequests: assumed(40, 'function calls of a night'),
  nightObjectRequests: assumed(400, 'files of a night, half of them written'),
  requestLogBytes: assumed(900, 'log and metric line of a request, as CloudWatch charges them'),
  tracedShare: configured(0.05, 'requests that X-Ray keeps beyond the first each second'),
  storefrontGb: configured(1, 'memory of storefront functions'),
  pipelineGb: configured(2, 'memory of consumers'),
  customMetrics: assumed(120, 'metrics with their dimensions that a deployment in use publishes'),
  alarms: configured(80, 'alarms of a deployment'),
  productBytes: assumed(9_000, 'a product with its index entries and its row in two versions'),
  sessionBytes: assumed(3_000, 'what is kept of a session, for eight days'),
  orderBytes: assumed(3_000, 'an order with its index entries and its credit'),
} satisfies Record<string, Figure>;

export type FigureName = keyof typeof figures;
export type FigureValues = Readonly<Record<FigureName, number>>;

export const figureNames = Object.keys(figures) as FigureName[];

/** The figures, with those that are known better in their place. */
export const figureValues = (known: Partial<FigureValues> = {}): FigureValues => ({
  ...(Object.fromEntries(figureNames.map((name) => [name, figures[name].value])) as Record<FigureName, number>),
  ...known,
});
