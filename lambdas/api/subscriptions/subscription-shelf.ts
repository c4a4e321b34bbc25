import type { CompanySettings } from '#core/companies/company-settings';
import type { ProductShelf } from '#core/ports/shelf-reader';
import { defaultSubscriptionConfig } from '#core/subscriptions/subscription-config';
import { type Eligibility, subscriptionEligibility } from '#core/subscriptions/subscription-eligibility';
import type { SubscriptionDependencies } from '#lambdas/api/subscriptions/runtime-dependencies';
import { errorContext } from '#lambdas/shared/observability';
import { problem } from '#lambdas/shared/problem';

/** What is known of a product, the card for certain. */
export type SubscriptionShelf = ProductShelf & { readonly card: NonNullable<ProductShelf['card']> };

/** @throws ProblemError 404 for a product that the store does not have */
export const readShelf = async (
  { shelves }: SubscriptionDependencies,
  { company }: CompanySettings,
  productId: string,
) => {
  const parts = ['card', 'subscriptionConfig', 'forecast', 'bulkDiscount'] as const;
  const reading = await shelves.read(company.companyId, [productId], parts);
  const shelf = reading.shelves.get(productId);
  const card = shelf?.card ?? problem('not_found', `The store has no product ${productId}`);
  return { shelf: { ...shelf, card }, ageSeconds: reading.ageSeconds };
};

export const eligibilityOf = (
  { card, subscriptionConfig, forecast }: SubscriptionShelf,
  { company, flags }: CompanySettings,
  currency = company.currency,
): Eligibility =>
  subscriptionEligibility({
    config: subscriptionConfig ?? defaultSubscriptionConfig,
    product: card,
    forecast,
    intelligenceEnabled: flags.value.subscription_intelligence_enabled,
    currency,
  });

/** Says in the log why a shop page gets less than it could. */
export const logFailure = ({ log }: SubscriptionDependencies, { company }: CompanySettings, error: unknown): void =>
  log.error('subscription_failed', { companyId: company.companyId, ...errorContext(error) });
