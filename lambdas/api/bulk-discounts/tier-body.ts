import type { BulkTier } from '#core/pricing/bulk-tier';

/** The tier that made a price, as callers see it. */
export const tierBody = (tier: BulkTier | undefined) => {
  if (!tier) return null;
  const { enabled: _, ...shown } = tier;
  return shown;
};
