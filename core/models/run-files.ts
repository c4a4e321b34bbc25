import type { Relation } from '#core/recommend/relation';

/** Where a run keeps its files in the artefact bucket. */
export interface RunFiles {
  readonly catalog: string;
  readonly trainingData: string;
  readonly popularity: string;
  /** Parameters and blend that the run found for the store; absent: the defaults. */
  readonly tuning: string;
  /** How long products last their buyers. */
  readonly forecasts: string;
  readonly relation: (relation: Relation) => string;
  readonly rowChunk: (index: number) => string;
  /** Report of a step, or of one part of a step that runs in parallel. */
  readonly step: (step: string, part?: string) => string;
  readonly stepsPrefix: string;
  /** Item numbers of the catalog, for SQL. */
  readonly sqlItems: string;
  /** Folder that a query unloads its result into; ends with a slash. */
  readonly sqlResult: (query: string) => string;
  /** Folder of what goes to Amazon Personalize and comes back; ends with a slash. */
  readonly personalize: string;
}

export const runFiles = ({ companyId, runName }: { companyId: string; runName: string }): RunFiles => {
  const root = `runs/${companyId}/${runName}`;
  return {
    catalog: `${root}/catalog.ndjson.gz`,
    trainingData: `${root}/training-data.bin`,
    popularity: `${root}/popularity.ndjson.gz`,
    tuning: `${root}/tuning.json`,
    forecasts: `${root}/forecasts.ndjson.gz`,
    relation: (relation) => `${root}/relations/${relation}.bin`,
    rowChunk: (index) => `${root}/rows/${String(index).padStart(5, '0')}.ndjson.gz`,
    step: (step, part) => `${root}/steps/${part === undefined ? step : `${step}.${part.replaceAll('/', '-')}`}.json`,
    stepsPrefix: `${root}/steps/`,
    sqlItems: `${root}/sql/items/items.ndjson.gz`,
    sqlResult: (query) => `${root}/sql/${query}/`,
    personalize: `${root}/personalize/`,
  };
};

/** Ids of the products that have a row in this version; its clean-up needs them when the run's files are gone. */
export const modelProductsFile = (companyId: string, modelVersion: string): string =>
  `models/${companyId}/${modelVersion}/product-ids.ndjson.gz`;

/** Vectors of the company's product texts; each night adds those of new texts. */
export const embeddingsFile = (companyId: string): string => `models/${companyId}/embeddings.bin`;

/**
 * Notes that a run has made something in Amazon Personalize, and which lists; kept until all of it is gone, longer than the
 * run's own files.
 */
export const personalizeNote = (companyId: string, runName: string): string =>
  `models/${companyId}/personalize/${runName}.json`;

export const personalizeNotesPrefix = (companyId: string): string => `models/${companyId}/personalize/`;

const orderPrefix = 'orders/';
const eventPrefix = 'events/';

/** One unit of input that a worker reads alone: a month of orders, or a day of archived events. */
export type Partition =
  | { readonly kind: 'orders' /** `YYYY-MM` */; readonly month: string }
  | { readonly kind: 'events' /** `YYYY/MM/DD` */; readonly day: string };

export const partitionKey = (partition: Partition): string =>
  partition.kind === 'orders' ? `${orderPrefix}${partition.month}` : `${eventPrefix}${partition.day}`;

/** @throws Error when the text is not a partition key. */
export const parsePartitionKey = (key: string): Partition => {
  if (/^orders\/\d{4}-\d{2}$/.test(key)) return { kind: 'orders', month: key.slice(orderPrefix.length) };
  if (/^events\/\d{4}\/\d{2}\/\d{2}$/.test(key)) return { kind: 'events', day: key.slice(eventPrefix.length) };
  throw new Error(`Not a partition: ${key}`);
};

/** File of a month's orders; made anew by each run, since orders change. */
export const orderPartitionFile = (run: { companyId: string; runName: string }, month: string): string =>
  `runs/${run.companyId}/${run.runName}/partitions/orders/${month}.ndjson.gz`;

/** How many interactions a file of `eventPartitionFile` holds; written after it. */
export const eventCountFile = (companyId: string, day: string, fingerprint: string): string =>
  `runs/${companyId}/_partitions/counts/${day}-${fingerprint}.json`;

/**
 * File of a day's events. Runs share it as long as the archive of that day is the same; a run's name holds no
 * underscore, so it is in no run's way.
 */
export const eventPartitionFile = (companyId: string, day: string, fingerprint: string): string =>
  `runs/${companyId}/_partitions/events/${day}-${fingerprint}.ndjson.gz`;

/** How often products came into view in lists on a day; written with the day's partition. */
export const shownCountFile = (companyId: string, day: string, fingerprint: string): string =>
  `runs/${companyId}/_partitions/shown/${day}-${fingerprint}.json`;

/** To whom lists were shown on a day: a line for each customer. */
export const shownToFile = (companyId: string, day: string, fingerprint: string): string =>
  `runs/${companyId}/_partitions/shown-to/${day}-${fingerprint}.ndjson.gz`;

/** The day of a partition of events, `YYYY-MM-DD`, and what was counted with it. @throws Error when the file is none. */
export const dayOfPartition = (file: string): { date: string; shown: string; shownTo: string } => {
  const [, companyId, day, fingerprint] =
    /^runs\/([^/]+)\/_partitions\/events\/(\d{4}\/\d{2}\/\d{2})-(.+)\.ndjson\.gz$/.exec(file) ?? [];
  if (!companyId || !day || !fingerprint) throw new Error(`Not a partition of events: ${file}`);
  return {
    date: day.replaceAll('/', '-'),
    shown: shownCountFile(companyId, day, fingerprint),
    shownTo: shownToFile(companyId, day, fingerprint),
  };
};
