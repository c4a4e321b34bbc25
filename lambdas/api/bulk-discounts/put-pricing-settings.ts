import { putPricingSettings } from '#contracts/api/bulk-discounts';
import { pricingSettingsReply } from '#lambdas/api/bulk-discounts/pricing-settings-reply';
import { type BulkDiscountDependencies, runtimeDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: BulkDiscountDependencies) =>
  httpEndpoint(putPricingSettings, deps, async ({ company, body, ifMatchVersion, person, now }) => {
    const change = { value: body, expectedVersion: ifMatchVersion, now, by: person.userId };
    return pricingSettingsReply(await deps.settings.pricing.put(company.company.companyId, change));
  });

export const handler = makeHandler(runtimeDependencies());
