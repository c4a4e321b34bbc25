import type * as z from 'zod';
import { getBulkDiscount } from '#contracts/api/bulk-discounts';
import { basisPointsOf } from '#core/money/basis-points';
import type { BulkTier } from '#core/pricing/bulk-tier';
import type { PriceLine } from '#core/pricing/price-cart';
import { unitPriceUnder } from '#core/pricing/price-line';
import {
  type PriceRequest,
  type PricingDependencies,
  priceLineOf,
  readPricing,
} from '#lambdas/api/bulk-discounts/priced-products';
import { storefrontDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { errorContext } from '#lambdas/shared/observability';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';
import { sharedCaching } from '#lambdas/shared/shared-caching';

type Body = z.input<NonNullable<typeof getBulkDiscount.response>>;

/** Shown to everybody: what is over, of another currency, or for some customers only is not. */
const isShown = (tier: BulkTier, currency: string, now: string): boolean =>
  tier.enabled &&
  tier.customerGroup === undefined &&
  (tier.currency === undefined || tier.currency === currency) &&
  (tier.validUntil === undefined || now < tier.validUntil);

const shownTier = (tier: BulkTier, { listPrice: { amount, currency }, floorAmount = 0 }: PriceLine) => {
  const price = unitPriceUnder(amount, tier, floorAmount);
  return {
    minQuantity: tier.minQuantity,
    type: tier.type,
    value: tier.value,
    currency,
    unitPrice: { amount: price.amount, currency },
    savingBasisPoints: basisPointsOf(amount - price.amount, amount),
    validFrom: tier.validFrom ?? null,
    validUntil: tier.validUntil ?? null,
    mixGroup: tier.mixGroup ?? null,
  };
};

const isOff = ({ company }: PriceRequest): boolean => !company.flags.value.bulk_discounts_enabled;

const readBody = async (deps: PricingDependencies, request: PriceRequest, productId: string) => {
  const reading = await readPricing(deps, request, [productId]);
  const { card } = reading.shelves.get(productId) ?? {};
  if (!card) return undefined;
  const { currency } = reading.context;
  const line = priceLineOf(request, reading, { productId, quantity: 1 });
  const tiers = (reading.discounts.get(productId)?.tiers ?? []).filter((tier) => isShown(tier, currency, request.now));
  const body: Body = {
    productId,
    currency,
    listPrice: line?.listPrice ?? null,
    tiers: line ? tiers.map((tier) => shownTier(tier, line)) : [],
    disabled: isOff(request),
    degraded: false,
  };
  return { body, ageSeconds: reading.ageSeconds };
};

const degradedBody = ({ company, currency = company.company.currency }: PriceRequest, productId: string): Body => ({
  productId,
  currency,
  listPrice: null,
  tiers: [],
  disabled: false,
  degraded: true,
});

export const makeHandler = (deps: PricingDependencies) =>
  httpEndpoint(getBulkDiscount, deps, async ({ params: { productId }, query: { currency }, company, now }) => {
    const request = { company, currency, now };
    const read = await readBody(deps, request, productId).catch((error: unknown) => {
      deps.log.error('bulk_price_failed', { companyId: company.company.companyId, ...errorContext(error) });
      return 'failed' as const;
    });
    if (read === 'failed') return reply(degradedBody(request, productId), { personal: true });
    if (!read) return problem('not_found', `The store has no product ${productId}`);
    return reply(read.body, { headers: sharedCaching(read.ageSeconds) });
  });

export const handler = makeHandler(storefrontDependencies());
