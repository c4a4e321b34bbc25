/** Everything that the stacks are charged for by use; each in the unit in which it is metered. */
export const meteredUnits = [
  'edgeRequests',
  'edgeGb',
  'apiRequests',
  'functionRequests',
  'functionGbSeconds',
  'tableReadUnits',
  'tableWriteUnits',
  'tableGbMonths',
  'tableBackupGbMonths',
  'streamHours',
  'streamGbIn',
  'streamGbOut',
  'objectWrites',
  'objectReads',
  'objectGbMonths',
  'stateTransitions',
  'logGb',
  'metricMonths',
  'alarmMonths',
  'traces',
  'modelInputTokens',
  'modelOutputTokens',
  'embeddingTokens',
] as const;
export type MeteredUnit = (typeof meteredUnits)[number];

/** What is charged for so many units: `{ dollars: 1, per: 1_000_000 }` is one dollar a million. */
export interface Price {
  readonly dollars: number;
  readonly per: number;
}

export interface PriceBook {
  readonly region: string;
  /** Month in which the prices were last compared with the vendor's pages. */
  readonly asOf: string;
  readonly prices: Readonly<Record<MeteredUnit, Price>>;
}

/** The vendor's page of each price. First tier and on demand; free allowances and discounts are left out. */
export const priceSources: Readonly<Record<MeteredUnit, string>> = {
  edgeRequests: 'https://aws.amazon.com/cloudfront/pricing/pay-as-you-go/',
  edgeGb: 'https://aws.amazon.com/cloudfront/pricing/pay-as-you-go/',
  apiRequests: 'https://aws.amazon.com/api-gateway/pricing/',
  functionRequests: 'https://aws.amazon.com/lambda/pricing/',
  functionGbSeconds: 'https://aws.amazon.com/lambda/pricing/',
  tableReadUnits: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  tableWriteUnits: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  tableGbMonths: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  tableBackupGbMonths: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  streamHours: 'https://aws.amazon.com/kinesis/data-streams/pricing/',
  streamGbIn: 'https://aws.amazon.com/kinesis/data-streams/pricing/',
  streamGbOut: 'https://aws.amazon.com/kinesis/data-streams/pricing/',
  objectWrites: 'https://aws.amazon.com/s3/pricing/',
  objectReads: 'https://aws.amazon.com/s3/pricing/',
  objectGbMonths: 'https://aws.amazon.com/s3/pricing/',
  stateTransitions: 'https://aws.amazon.com/step-functions/pricing/',
  logGb: 'https://aws.amazon.com/cloudwatch/pricing/',
  metricMonths: 'https://aws.amazon.com/cloudwatch/pricing/',
  alarmMonths: 'https://aws.amazon.com/cloudwatch/pricing/',
  traces: 'https://aws.amazon.com/xray/pricing/',
  modelInputTokens: 'https://aws.amazon.com/bedrock/pricing/',
  modelOutputTokens: 'https://aws.amazon.com/bedrock/pricing/',
  embeddingTokens: 'https://aws.amazon.com/bedrock/pricing/',
};

const million = 1_000_000;

/** Prices that both regions share: functions on arm64, state machines, traces, Claude 3 Haiku, Titan Text Embeddings V2. */
const everywhere = {
  edgeGb: { dollars: 0.085, per: 1 },
  functionRequests: { dollars: 0.2, per: million },
  functionGbSeconds: { dollars: 0.0000133334, per: 1 },
  stateTransitions: { dollars: 0.025, per: 1_000 },
  metricMonths: { dollars: 0.3, per: 1 },
  alarmMonths: { dollars: 0.1, per: 1 },
  traces: { dollars: 5, per: million },
  modelInputTokens: { dollars: 0.25, per: million },
  modelOutputTokens: { dollars: 1.25, per: million },
  embeddingTokens: { dollars: 0.02, per: million },
} as const satisfies Partial<Record<MeteredUnit, Price>>;

const virginia: PriceBook = {
  region: 'us-east-1',
  asOf: '2025-11',
  prices: {
    ...everywhere,
    edgeRequests: { dollars: 0.01, per: 10_000 },
    apiRequests: { dollars: 1, per: million },
    tableReadUnits: { dollars: 0.125, per: million },
    tableWriteUnits: { dollars: 0.625, per: million },
    tableGbMonths: { dollars: 0.25, per: 1 },
    tableBackupGbMonths: { dollars: 0.2, per: 1 },
    streamHours: { dollars: 0.04, per: 1 },
    streamGbIn: { dollars: 0.08, per: 1 },
    streamGbOut: { dollars: 0.04, per: 1 },
    objectWrites: { dollars: 0.005, per: 1_000 },
    objectReads: { dollars: 0.0004, per: 1_000 },
    objectGbMonths: { dollars: 0.023, per: 1 },
    logGb: { dollars: 0.5, per: 1 },
  },
};

const frankfurt: PriceBook = {
  region: 'eu-central-1',
  asOf: '2025-11',
  prices: {
    ...everywhere,
    edgeRequests: { dollars: 0.012, per: 10_000 },
    apiRequests: { dollars: 1.2, per: million },
    tableReadUnits: { dollars: 0.1525, per: million },
    tableWriteUnits: { dollars: 0.7625, per: million },
    tableGbMonths: { dollars: 0.306, per: 1 },
    tableBackupGbMonths: { dollars: 0.2448, per: 1 },
    streamHours: { dollars: 0.048, per: 1 },
    streamGbIn: { dollars: 0.096, per: 1 },
    streamGbOut: { dollars: 0.048, per: 1 },
    objectWrites: { dollars: 0.0054, per: 1_000 },
    objectReads: { dollars: 0.00043, per: 1_000 },
    objectGbMonths: { dollars: 0.0245, per: 1 },
    logGb: { dollars: 0.63, per: 1 },
  },
};

export const priceBooks: readonly PriceBook[] = [virginia, frankfurt];

/** @throws RangeError for a region without a price book */
export const priceBookOf = (region: string): PriceBook => {
  const book = priceBooks.find((one) => one.region === region);
  if (!book)
    throw new RangeError(
      `There is no price book of ${region}; ${priceBooks.map((one) => one.region).join(', ')} have one`,
    );
  return book;
};
