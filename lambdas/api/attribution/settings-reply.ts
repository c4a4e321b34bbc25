import type { AttributionSettings } from '#core/attribution/attribution-settings';
import type { Versioned } from '#core/companies/company-settings';
import { reply } from '#lambdas/shared/reply';

export const settingsReply = ({ value, version, updatedAt, updatedBy }: Versioned<AttributionSettings>) =>
  reply({ attribution: value, version, updatedAt, updatedBy }, { version });
