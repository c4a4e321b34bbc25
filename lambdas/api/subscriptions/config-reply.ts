import type { Versioned } from '#core/companies/company-settings';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { reply } from '#lambdas/shared/reply';

export const configReply = (
  productId: string,
  { value, version, updatedAt, updatedBy }: Versioned<SubscriptionConfig>,
) => {
  const allowedFrequencies = [...value.allowedFrequencies];
  return reply({ productId, ...value, allowedFrequencies, version, updatedAt, updatedBy }, { version });
};
