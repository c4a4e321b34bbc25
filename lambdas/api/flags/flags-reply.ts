import type { Versioned } from '#core/companies/company-settings';
import type { FeatureFlags } from '#core/companies/feature-flags';
import { reply } from '#lambdas/shared/reply';

export const flagsReply = ({ value, version, updatedAt, updatedBy }: Versioned<FeatureFlags>) =>
  reply({ flags: value, version, updatedAt, updatedBy }, { version });
