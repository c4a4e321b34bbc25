/**
 * What a run costs at list prices. An estimate: discounts, free tiers, storage and requests that cost less than a
 * thousandth of a cent are left out, and the basis says what was counted.
 */
export interface CostEstimate {
  /** Millionths of a US dollar. */
  readonly amountMicroUsd: number;
  readonly basis: string;
}

export interface RunUsage {
  /** Σ memory in GiB × seconds over all steps. */
  readonly gibSeconds: number;
  /** Rows, lists and cached sentences of at most 4 kB: up to four write units each. */
  readonly tableWriteUnits: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** By queries of Amazon Athena. */
  readonly athenaScannedBytes: number;
  /** Estimated beforehand from measured sizes: the service does not say what a run cost. */
  readonly personalizeMicroUsd: number;
}

/** As published for US East (N. Virginia): Lambda arm64, DynamoDB on demand, Claude 3 Haiku on Bedrock, Athena. */
export const listPrices = {
  microUsdPerGibSecond: 13.3334,
  microUsdPerWriteUnit: 0.625,
  microUsdPerInputToken: 0.25,
  microUsdPerOutputToken: 1.25,
  microUsdPerScannedGb: 5_000,
} as const;

const managedBasis = ({ athenaScannedBytes, personalizeMicroUsd }: RunUsage): string =>
  [
    ...(athenaScannedBytes > 0 ? [`, ${(athenaScannedBytes / 1e9).toFixed(3)} GB read by Athena`] : []),
    ...(personalizeMicroUsd > 0 ? [', Personalize as estimated before'] : []),
  ].join('');

export const estimateCost = (usage: RunUsage): CostEstimate => {
  const { gibSeconds, tableWriteUnits, inputTokens, outputTokens, athenaScannedBytes, personalizeMicroUsd } = usage;
  return {
    amountMicroUsd: Math.round(
      gibSeconds * listPrices.microUsdPerGibSecond +
        tableWriteUnits * listPrices.microUsdPerWriteUnit +
        inputTokens * listPrices.microUsdPerInputToken +
        outputTokens * listPrices.microUsdPerOutputToken +
        (athenaScannedBytes / 1e9) * listPrices.microUsdPerScannedGb +
        personalizeMicroUsd,
    ),
    basis:
      `${gibSeconds.toFixed(1)} GiB-seconds of Lambda (arm64), ${tableWriteUnits} DynamoDB write units, ` +
      `${inputTokens} + ${outputTokens} Bedrock tokens (input + output)${managedBasis(usage)} at us-east-1 list prices`,
  };
};
