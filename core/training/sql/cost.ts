/**
 * What the queries of a run cost, before they are paid: Athena charges for what it reads, $5 per terabyte and at least 10 MB
 * a query (https://aws.amazon.com/athena/pricing/, US East). The first query reads the compressed records, the others the
 * unloaded log.
 */
import { type CostEstimate, listPrices } from '#core/models/cost-estimate';
import { sqlQueryNames } from '#core/training/sql/query-names';

const leastBytes = 10_000_000;

/** Of a compressed record, and of an entry of the log in Parquet. */
const recordBytes = 90;
const entryBytes = 40;

export const estimateAthenaCost = (interactions: number): CostEstimate => {
  const readers = sqlQueryNames.length - 1;
  const bytes =
    Math.max(leastBytes, interactions * recordBytes) + readers * Math.max(leastBytes, interactions * entryBytes);
  return {
    amountMicroUsd: Math.ceil((bytes / 1e9) * listPrices.microUsdPerScannedGb),
    basis: `a run: ${sqlQueryNames.length} queries that read about ${(bytes / 1e9).toFixed(2)} GB, at the us-east-1 list price of Amazon Athena`,
  };
};
