import type * as z from 'zod';
import { getBulkRecommendation } from '#contracts/api/bulk-discounts';
import { type NextTier, nextBetterTier } from '#core/pricing/next-tier';
import { AmountTooLargeError, type PriceLine, priceCart } from '#core/pricing/price-cart';
import {
  type PriceRequest,
  type PricingDependencies,
  type PricingReading,
  priceLineOf,
  readPricing,
} from '#lambdas/api/bulk-discounts/priced-products';
import { storefrontDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { tierBody } from '#lambdas/api/bulk-discounts/tier-body';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { errorContext } from '#lambdas/shared/observability';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

type Body = z.input<NonNullable<typeof getBulkRecommendation.response>>;
type Asked = Pick<PriceLine, 'productId' | 'quantity'>;

/** `1199` → `12 %`; shares below one per cent keep a decimal. */
const percentText = (basisPoints: number): string =>
  `${basisPoints < 100 ? Math.round(basisPoints / 10) / 10 : Math.round(basisPoints / 100)} %`;

const recommendationBody = ({ tier, ...next }: NextTier): NonNullable<Body['recommendation']> => {
  const { enabled: _, ...shown } = tier;
  return {
    ...next,
    tier: shown,
    message: `Add ${next.extraUnits} more and save ${percentText(next.savingBasisPoints)}`,
  };
};

const pricedBody = (
  line: PriceLine,
  { discounts, context }: PricingReading,
): Pick<Body, 'current' | 'recommendation'> => {
  const [priced] = priceCart([line], discounts, context).lines;
  const next = nextBetterTier(line, [line], discounts, context);
  const { unitPrice, lineTotal, saving, appliedTier } = priced!;
  return {
    current: { unitPrice, lineTotal, saving, appliedTier: tierBody(appliedTier) },
    recommendation: next ? recommendationBody(next) : null,
  };
};

const nothing = { current: null, recommendation: null };

const readBody = async (deps: PricingDependencies, request: PriceRequest, asked: Asked): Promise<Body | undefined> => {
  const reading = await readPricing(deps, request, [asked.productId]);
  if (!reading.shelves.get(asked.productId)?.card) return undefined;
  const line = priceLineOf(request, reading, asked);
  const disabled = !request.company.flags.value.bulk_discounts_enabled;
  return { ...asked, ...(line ? pricedBody(line, reading) : nothing), disabled, degraded: false };
};

export const makeHandler = (deps: PricingDependencies) =>
  httpEndpoint(getBulkRecommendation, deps, async ({ params, query, company, now }) => {
    const { quantity, currency, customerId } = query;
    const asked = { productId: params.productId, quantity };
    const body = await readBody(deps, { company, currency, customerId, now }, asked).catch((error: unknown) => {
      if (error instanceof AmountTooLargeError) throw error;
      deps.log.error('bulk_price_failed', { companyId: company.company.companyId, ...errorContext(error) });
      return { ...asked, ...nothing, disabled: false, degraded: true };
    });
    return body ? reply(body) : problem('not_found', `The store has no product ${params.productId}`);
  });

export const handler = makeHandler(storefrontDependencies());
