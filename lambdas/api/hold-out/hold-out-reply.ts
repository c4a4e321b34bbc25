import type { Versioned } from '#core/companies/company-settings';
import type { HoldOutSettings } from '#core/hold-out/hold-out-settings';
import { reply } from '#lambdas/shared/reply';

export const holdOutReply = ({ value, version, updatedAt, updatedBy }: Versioned<HoldOutSettings>) =>
  reply({ holdOut: { ...value, earlier: [...value.earlier] }, version, updatedAt, updatedBy }, { version });
