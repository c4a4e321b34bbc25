import type { Versioned } from '#core/companies/company-settings';
import type { PricingSettings } from '#core/pricing/price-floor';
import { reply } from '#lambdas/shared/reply';

export const pricingSettingsReply = ({ value, version, updatedAt, updatedBy }: Versioned<PricingSettings>) =>
  reply({ settings: value, version, updatedAt, updatedBy }, { version });
