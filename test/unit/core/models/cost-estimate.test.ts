import { estimateCost, type RunUsage } from '#core/models/cost-estimate';

const usageOf = (usage: Partial<RunUsage>): RunUsage => ({
  gibSeconds: 0,
  tableWriteUnits: 0,
  inputTokens: 0,
  outputTokens: 0,
  athenaScannedBytes: 0,
  personalizeMicroUsd: 0,
  ...usage,
});

describe('estimateCost', () => {
  it('adds Lambda, table and language model at list prices', () => {
    const usage = usageOf({ gibSeconds: 100, tableWriteUnits: 1_000, inputTokens: 10_000, outputTokens: 2_000 });
    expect(estimateCost(usage).amountMicroUsd).toBe(Math.round(1333.34 + 625 + 2_500 + 2_500));
  });

  it('adds what managed trainers cost, and says so only where they worked', () => {
    const { amountMicroUsd, basis } = estimateCost(
      usageOf({ athenaScannedBytes: 2e9, personalizeMicroUsd: 1_000_000 }),
    );
    expect(amountMicroUsd).toBe(10_000 + 1_000_000);
    expect(basis).toContain('2.000 GB read by Athena, Personalize as estimated before at us-east-1');
  });

  it('states every amount that it counted', () => {
    const { basis } = estimateCost(
      usageOf({ gibSeconds: 12.34, tableWriteUnits: 567, inputTokens: 89, outputTokens: 10 }),
    );
    expect(basis).toBe(
      '12.3 GiB-seconds of Lambda (arm64), 567 DynamoDB write units, 89 + 10 Bedrock tokens (input + output) at us-east-1 list prices',
    );
  });

  it('costs nothing when nothing was used', () => {
    expect(estimateCost(usageOf({})).amountMicroUsd).toBe(0);
  });
});
