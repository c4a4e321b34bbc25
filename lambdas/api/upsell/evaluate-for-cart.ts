import type { Cart } from '#core/carts/cart';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import { type Evaluation, evaluateOffers } from '#core/offers/evaluate-offers';
import { offerReads } from '#core/offers/offer-reads';
import type { StoredCart } from '#core/ports/cart-store';
import type { OfferDataReader } from '#core/ports/offer-data-reader';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { shopperFactsOf } from '#core/segments/shopper-segments';

export interface OfferQuestion extends StoredCart {
  readonly rules: readonly TargetingRule[];
  readonly limit: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface CartEvaluation extends Evaluation {
  readonly cards: ReadonlyMap<string, Product>;
  readonly currency: string;
}

export const currencyOf = ({ company }: CompanySettings, { currency }: Cart): string => currency ?? company.currency;

/** Evaluates rules for a cart: one batch of reads, then the core. Serving, previewing and tracing all come through here. */
export const evaluateForCart = async (
  data: OfferDataReader,
  settings: CompanySettings,
  { cart, candidates, rules, limit, now }: OfferQuestion,
): Promise<CartEvaluation> => {
  const { company, flags, recommendationConfig, pricing, segments } = settings;
  const currency = currencyOf(settings, cart);
  const early = { rules, cart, candidates, flags: flags.value, currency, timeZone: company.timeZone, now };
  const read = await data.read(company.companyId, offerReads(early));
  const context = { config: segments.value, currency: company.currency, now, given: read.givenSegments };
  const evaluation = evaluateOffers({
    ...early,
    ...read,
    config: recommendationConfig.value,
    pricing: pricing.value,
    shopper: { ...shopperFactsOf(read.totals, context), viewedProductIds: read.viewedProductIds },
    limit,
  });
  return { ...evaluation, cards: read.cards, currency };
};
