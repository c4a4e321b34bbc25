import type { Versioned } from '#core/companies/company-settings';
import type { BulkDiscountSetting } from '#core/ports/product-setting-store';
import type { TierRemark, TierWarningCode } from '#core/pricing/check-tiers';
import { reply } from '#lambdas/shared/reply';

/** Field of a tier as a JSON Pointer into the body. */
export const tierPointer = ({ tierIndex, field }: TierRemark<string>): string => `/body/tiers/${tierIndex}/${field}`;

export const configReply = (
  productId: string,
  { value, version, updatedAt, updatedBy }: Versioned<BulkDiscountSetting>,
  warnings: readonly TierRemark<TierWarningCode>[],
) => {
  const body = {
    productId,
    tiers: [...value.tiers],
    floorPrices: [...(value.floorPrices ?? [])],
    warnings: warnings.map((warning) => ({
      pointer: tierPointer(warning),
      code: warning.code,
      message: warning.message,
    })),
    version,
    updatedAt,
    updatedBy,
  };
  return reply(body, { version });
};
