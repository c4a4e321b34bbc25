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
}

/** As published for US East (N. Virginia): Lambda arm64, DynamoDB on demand, Claude 3 Haiku on Bedrock. */
export const listPrices = {
  microUsdPerGibSecond: 13.3334,
  microUsdPerWriteUnit: 0.625,
  microUsdPerInputToken: 0.25,
  microUsdPerOutputToken: 1.25,
} as const;

export const estimateCost = ({ gibSeconds, tableWriteUnits, inputTokens, outputTokens }: RunUsage): CostEstimate => ({
  amountMicroUsd: Math.round(
    gibSeconds * listPrices.microUsdPerGibSecond +
      tableWriteUnits * listPrices.microUsdPerWriteUnit +
      inputTokens * listPrices.microUsdPerInputToken +
      outputTokens * listPrices.microUsdPerOutputToken,
  ),
  basis:
    `${gibSeconds.toFixed(1)} GiB-seconds of Lambda (arm64), ${tableWriteUnits} DynamoDB write units, ` +
    `${inputTokens} + ${outputTokens} Bedrock tokens (input + output) at us-east-1 list prices`,
});
