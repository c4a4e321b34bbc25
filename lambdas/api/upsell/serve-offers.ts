import type * as z from 'zod';
import type { offerListSchema } from '#contracts/api/upsell';
import type { CompanySettings } from '#core/companies/company-settings';
import { isShopperHeldOut } from '#core/hold-out/is-shopper-held-out';
import type { StoredCart } from '#core/ports/cart-store';
import type { ExperimentReader } from '#core/ports/experiment-store';
import type { OfferDataReader } from '#core/ports/offer-data-reader';
import type { RuleReader } from '#core/ports/rule-store';
import { AmountTooLargeError } from '#core/pricing/price-cart';
import { drawCartVariants } from '#lambdas/api/upsell/draw-cart-variants';
import { evaluateForCart } from '#lambdas/api/upsell/evaluate-for-cart';
import { signedOfferBody } from '#lambdas/api/upsell/offer-body';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import { errorContext } from '#lambdas/shared/observability';

export interface OfferDependencies extends EndpointDependencies {
  readonly rules: RuleReader;
  readonly experiments: ExperimentReader;
  readonly offerData: OfferDataReader;
}

export type OfferList = z.input<typeof offerListSchema>;

export interface ServeRequest {
  readonly company: CompanySettings;
  /** Reads the cart; undefined when there is none. */
  readonly cart: () => Promise<StoredCart | undefined>;
  readonly cartId: string | null;
  readonly limit: number;
  readonly locale?: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

const emptyList = (cartId: string | null, reason: OfferList['reason']): OfferList => ({
  cartId,
  currency: null,
  disabled: reason === 'off',
  degraded: reason === 'failed',
  reason,
  offers: [],
});

const evaluate = async (
  deps: Pick<OfferDependencies, 'rules' | 'experiments' | 'offerData'>,
  { company, cart: readCart, cartId, limit, locale = '', now }: ServeRequest,
): Promise<OfferList> => {
  const [rules, found] = await Promise.all([deps.rules.enabled(company.company.companyId), readCart()]);
  if (!found) return emptyList(cartId, 'unknown-cart');
  if (isShopperHeldOut(company, found.cart)) return emptyList(cartId, 'held-out');
  const stored = await drawCartVariants(deps.experiments, company, found, rules, now);
  const evaluation = await evaluateForCart(deps.offerData, company, { ...stored, rules, limit, now });
  const context = { settings: company, cart: stored.cart, evaluation, locale, now };
  return {
    cartId,
    currency: evaluation.currency,
    disabled: false,
    degraded: false,
    reason: null,
    offers: evaluation.offers.map((offer) => signedOfferBody(offer, context)),
  };
};

/** Offers of a cart. Whatever goes wrong on our side costs the shop its offers, never its cart page. */
export const serveOffers = async (deps: OfferDependencies, request: ServeRequest): Promise<OfferList> => {
  const { company, cartId } = request;
  if (!company.flags.value.smart_upsell_enabled) return emptyList(cartId, 'off');
  try {
    return await evaluate(deps, request);
  } catch (error) {
    if (error instanceof AmountTooLargeError) return emptyList(cartId, 'too-large');
    deps.log.error('upsell_failed', { companyId: company.company.companyId, ...errorContext(error) });
    return emptyList(cartId, 'failed');
  }
};
