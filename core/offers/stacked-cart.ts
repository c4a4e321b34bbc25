/**
 * What a cart comes to when every offer shown for it is taken, beside its quantity discounts.
 *
 * A unit of a line costs ⌊line total ÷ units⌋ less what offers cut off it; a product that an offer adds costs what the offer
 * says. Nothing may cost less than the lower of its floor and its price without offers; a gift may, as long as the
 * whole cart pays for its floor: Σ paid ≥ Σ floors. O(lines + offered products). An empty cart costs nothing.
 */

import { basisPointsOf } from '#core/money/basis-points';
import type { Evaluation } from '#core/offers/evaluate-offers';
import type { OfferRequest } from '#core/offers/offer-request';
import { floorAmountOf, offerSituation } from '#core/offers/offer-situation';

/** One product of a stacked cart; amounts are minor units for one unit. */
export interface StackedProduct {
  readonly productId: string;
  readonly quantity: number;
  readonly isAdded: boolean;
  readonly isGift: boolean;
  readonly listAmount: number;
  readonly unitAmount: number;
  /** What the unit may cost least: its floor, or less where its price without offers is less. */
  readonly leastAmount: number;
}

export interface StackedCart {
  /** List price of everything the shopper takes. */
  readonly listAmount: number;
  readonly paidAmount: number;
  readonly discountAmount: number;
  readonly discountBasisPoints: number;
  readonly products: readonly StackedProduct[];
  /** True when a product, or the cart as a whole, is sold below what it may cost least. */
  readonly isUnderFloor: boolean;
}

const sumOf = <T>(values: readonly T[], amountOf: (value: T) => number): number =>
  values.reduce((sum, value) => sum + amountOf(value), 0);

const stackedProducts = (request: OfferRequest, { offers }: Evaluation): StackedProduct[] => {
  const { lines } = offerSituation(request).priced;
  const cuts = offers.flatMap(({ offer }) => offer.cuts);
  const inCart = lines.map(({ productId, quantity, listPrice, lineTotal, floorAmount = 0 }): StackedProduct => {
    const present = Math.floor(lineTotal.amount / quantity);
    const cut = sumOf(cuts, (one) => (one.productId === productId ? one.perUnit : 0));
    return {
      productId,
      quantity,
      isAdded: false,
      isGift: false,
      listAmount: listPrice.amount,
      unitAmount: present - cut,
      leastAmount: Math.min(floorAmount, present),
    };
  });
  const added = offers.flatMap(({ rule, offer }) =>
    offer.products
      .filter((one) => !one.inCart)
      .map(({ productId, quantity, listAmount, offerAmount }): StackedProduct => {
        const isGift = rule.offer.type === 'FREE_GIFT';
        const leastAmount = isGift ? 0 : Math.min(floorAmountOf(request, productId), listAmount);
        return { productId, quantity, isAdded: true, isGift, listAmount, unitAmount: offerAmount, leastAmount };
      }),
  );
  return [...inCart, ...added];
};

/** Further units of lines that a quantity step takes along, at list price. */
const steppedListAmount = ({ offers }: Evaluation): number =>
  sumOf(offers, ({ offer: { quantityStep, products } }) =>
    quantityStep ? quantityStep.extraUnits * (products[0]?.listAmount ?? 0) : 0,
  );

export const stackedCart = (request: OfferRequest, evaluation: Evaluation): StackedCart => {
  const products = stackedProducts(request, evaluation);
  const { offers, cartTotalAmount } = evaluation;
  const listAmount = sumOf(products, (one) => one.listAmount * one.quantity) + steppedListAmount(evaluation);
  const paidAmount = cartTotalAmount + sumOf(offers, ({ offer }) => offer.addedAmount);
  const discountAmount = listAmount - paidAmount;
  const leastPaid =
    sumOf(products, (one) => one.leastAmount * one.quantity) + sumOf(offers, ({ offer }) => offer.giftFloor);
  return {
    listAmount,
    paidAmount,
    discountAmount,
    discountBasisPoints: basisPointsOf(discountAmount, listAmount),
    products,
    isUnderFloor: paidAmount < leastPaid || products.some(({ unitAmount, leastAmount }) => unitAmount < leastAmount),
  };
};
