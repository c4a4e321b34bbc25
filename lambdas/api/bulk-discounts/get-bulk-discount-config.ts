import { getBulkDiscountConfig } from '#contracts/api/bulk-discounts';
import { checkTiers } from '#core/pricing/check-tiers';
import { configReply } from '#lambdas/api/bulk-discounts/config-reply';
import { type BulkDiscountDependencies, runtimeDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

/** Prices may have changed since the tiers were stored: the warnings are those of today. */
export const makeHandler = (deps: BulkDiscountDependencies) =>
  httpEndpoint(getBulkDiscountConfig, deps, async ({ params: { productId }, company, now }) => {
    const { companyId } = company.company;
    const [stored, product, { value: pricing }] = await Promise.all([
      deps.discounts.get(companyId, productId),
      deps.products.get(companyId, productId),
      deps.settings.pricing.get(companyId),
    ]);
    const { tiers, floorPrices } = stored.value;
    const settings = { ...pricing, floorPrices };
    const { warnings } = checkTiers({ tiers, product: product ?? { prices: [] }, settings, now });
    return configReply(productId, stored, warnings);
  });

export const handler = makeHandler(runtimeDependencies());
