import type { Versioned } from '#core/companies/company-settings';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

export const configBody = (
  productId: string,
  { value, version, updatedAt, updatedBy }: Versioned<SubscriptionConfig>,
) => ({
  productId,
  ...value,
  allowedFrequencies: [...value.allowedFrequencies],
  version,
  updatedAt,
  updatedBy,
});
