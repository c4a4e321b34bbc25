import type * as z from 'zod';
import { calculateBulkPrice, type unpricedReasons } from '#contracts/api/bulk-discounts';
import { type PricedLine, type PriceLine, priceCart } from '#core/pricing/price-cart';
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
import { toProblemError } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

type Body = z.input<NonNullable<typeof calculateBulkPrice.response>>;
type Asked = Pick<PriceLine, 'productId' | 'quantity'>;
type UnpricedReason = (typeof unpricedReasons)[number];

const lineBody = ({ productId, quantity, listPrice, unitPrice, lineTotal, saving, ...line }: PricedLine) => ({
  productId,
  quantity,
  listPrice,
  unitPrice,
  lineTotal,
  saving,
  appliedTier: tierBody(line.appliedTier),
  isAtFloor: line.isAtFloor,
});

const reasonOf = ({ shelves }: PricingReading, productId: string): UnpricedReason =>
  shelves.get(productId)?.card ? 'no_price_in_currency' : 'unknown_product';

const calculate = async (deps: PricingDependencies, request: PriceRequest, items: readonly Asked[]): Promise<Body> => {
  const productIds = items.map(({ productId }) => productId);
  const reading = await readPricing(deps, request, productIds);
  const lines = items.map(({ productId, quantity }) => ({
    productId,
    quantity,
    line: priceLineOf(request, reading, { productId, quantity }),
  }));
  const cart = priceCart(
    lines.flatMap(({ line }) => line ?? []),
    reading.discounts,
    reading.context,
  );
  return {
    currency: cart.currency,
    lines: cart.lines.map(lineBody),
    unpriced: lines
      .filter(({ line }) => !line)
      .map(({ productId, quantity }) => ({ productId, quantity, reason: reasonOf(reading, productId) })),
    listTotal: cart.listTotal,
    total: cart.total,
    saving: cart.saving,
    disabled: !request.company.flags.value.bulk_discounts_enabled,
  };
};

export const makeHandler = (deps: PricingDependencies) =>
  httpEndpoint(calculateBulkPrice, deps, async ({ body: { items, ...options }, company, now, requestId }) => {
    const about = { companyId: company.company.companyId, requestId };
    try {
      const body = await calculate(deps, { company, ...options, now }, items);
      const discounted = body.lines.filter(({ appliedTier }) => appliedTier !== null).length;
      const { currency, saving } = body;
      if (discounted > 0) {
        deps.log.info('bulk_discount_applied', { ...about, lines: discounted, savingMinor: saving.amount, currency });
      }
      return reply(body);
    } catch (error) {
      if (toProblemError(error).code === 'internal')
        deps.log.error('bulk_price_failed', { ...about, ...errorContext(error) });
      throw error;
    }
  });

export const handler = makeHandler(storefrontDependencies());
