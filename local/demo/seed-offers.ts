import { putBulkDiscount } from '#contracts/api/bulk-discounts';
import { putFlags } from '#contracts/api/flags';
import { putHoldOut } from '#contracts/api/hold-out';
import { putSubscriptionConfig } from '#contracts/api/subscriptions';
import { createRule } from '#contracts/api/upsell-rules';
import type { StockedProduct } from '#local/demo/catalog';
import { consumedKinds, demoRules, tiersOf } from '#local/demo/offers';
import { type ApiClient, ApiError } from '#scripts/api-client';

const neverStored = { 'if-match': '"v0"' };

const subscription = {
  eligible: true,
  allowedFrequencies: ['BIWEEKLY', 'MONTHLY', 'BIMONTHLY'],
  defaultFrequency: 'BIMONTHLY',
  discountBasisPoints: 1000,
} as const;

/** A start that was interrupted may have stored it already: what is stored stays. */
const onlyOnce = async (store: Promise<unknown>): Promise<void> => {
  try {
    await store;
  } catch (error) {
    if (!(error instanceof ApiError && error.problem?.code === 'precondition_failed')) throw error;
  }
};

const seedPrices = async (owner: ApiClient, companyId: string, stocked: StockedProduct): Promise<void> => {
  const { productId } = stocked.product;
  const request = { params: { productId }, query: { companyId }, headers: neverStored };
  const tiers = tiersOf(stocked);
  if (tiers.length > 0) await onlyOnce(owner.call(putBulkDiscount, { ...request, body: { tiers: [...tiers] } }));
  if (!consumedKinds.includes(stocked.kind.kind)) return;
  const body = { ...subscription, allowedFrequencies: [...subscription.allowedFrequencies] };
  await onlyOnce(owner.call(putSubscriptionConfig, { ...request, body }));
};

/** Sets up quantity discounts, subscriptions and one rule of each type, as a merchant would in the admin app. */
export const seedOffers = async (
  owner: ApiClient,
  companyId: string,
  catalog: readonly StockedProduct[],
): Promise<void> => {
  const flags = { smart_upsell_enabled: true, subscription_intelligence_enabled: true };
  await onlyOnce(owner.call(putFlags, { params: { companyId }, headers: neverStored, body: flags }));
  // Whoever tries the demo is to see it.
  const nobody = { shareBasisPoints: 0 };
  await onlyOnce(owner.call(putHoldOut, { query: { companyId }, headers: neverStored, body: nobody }));
  for (const stocked of catalog) await seedPrices(owner, companyId, stocked);
  for (const [index, body] of demoRules.entries()) {
    await owner.call(createRule, { query: { companyId }, headers: { 'idempotency-key': `demo-rule-${index}` }, body });
  }
};
