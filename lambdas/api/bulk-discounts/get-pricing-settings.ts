import { getPricingSettings } from '#contracts/api/bulk-discounts';
import { pricingSettingsReply } from '#lambdas/api/bulk-discounts/pricing-settings-reply';
import { type BulkDiscountDependencies, runtimeDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: BulkDiscountDependencies) =>
  httpEndpoint(getPricingSettings, deps, async ({ company }) =>
    pricingSettingsReply(await deps.settings.pricing.get(company.company.companyId)),
  );

export const handler = makeHandler(runtimeDependencies());
