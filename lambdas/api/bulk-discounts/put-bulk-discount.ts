import type * as z from 'zod';
import { type bulkDiscountInput, putBulkDiscount } from '#contracts/api/bulk-discounts';
import type { BulkDiscountSetting } from '#core/ports/product-setting-store';
import { checkTiers, type TierFaultCode, type TierRemark } from '#core/pricing/check-tiers';
import { utcInstant } from '#core/time/utc-instant';
import { configReply, tierPointer } from '#lambdas/api/bulk-discounts/config-reply';
import { type BulkDiscountDependencies, runtimeDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';

/** Instants may come with any offset; they are kept in UTC. */
const toSetting = ({ tiers, floorPrices }: z.output<typeof bulkDiscountInput>): BulkDiscountSetting => ({
  tiers: tiers.map(({ validFrom, validUntil, ...tier }) => ({
    ...tier,
    ...(validFrom === undefined ? {} : { validFrom: utcInstant(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: utcInstant(validUntil) }),
  })),
  floorPrices,
});

const refuse = (faults: readonly TierRemark<TierFaultCode>[]): never =>
  problem(
    'unprocessable',
    `${faults[0]?.message}`,
    faults.map((fault) => ({ pointer: tierPointer(fault), code: fault.code, message: fault.message })),
  );

export const makeHandler = (deps: BulkDiscountDependencies) =>
  httpEndpoint(putBulkDiscount, deps, async ({ params: { productId }, body, company, ifMatchVersion, person, now }) => {
    const { companyId } = company.company;
    const [product, { value: pricing }] = await Promise.all([
      deps.products.get(companyId, productId),
      deps.settings.pricing.get(companyId),
    ]);
    if (!product) return problem('not_found', `The store has no product ${productId}`);
    const value = toSetting(body);
    const settings = { ...pricing, floorPrices: value.floorPrices };
    const { faults, warnings } = checkTiers({ tiers: value.tiers, product, settings, now });
    if (faults.length > 0) return refuse(faults);
    const change = { value, expectedVersion: ifMatchVersion, now, by: person.userId };
    return configReply(productId, await deps.discounts.put(companyId, productId, change), warnings);
  });

export const handler = makeHandler(runtimeDependencies());
