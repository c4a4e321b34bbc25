import { type EvaluatedOffer, evaluateOffers } from '#core/offers/evaluate-offers';
import type { OfferRequest } from '#core/offers/offer-request';
import { type OfferSituation, offerSituation, priceLineOf } from '#core/offers/offer-situation';
import { type PricedLine, priceCart } from '#core/pricing/price-cart';
import { randomOfferRequest } from '#test/support/random-offers';

const size = { products: 14, lines: 7, rules: 12 };

/** The lines of the cart as the calculation of prices sees them once offers are taken: stepped up, and with what is added. */
const repriced = (request: OfferRequest, situation: OfferSituation, offers: readonly EvaluatedOffer[]) => {
  const paid = offers.filter(({ rule }) => rule.offer.type !== 'FREE_GIFT').map(({ offer }) => offer);
  const steps = new Map(
    paid.map(({ quantityStep, products }) => [products[0]?.productId, quantityStep?.extraUnits ?? 0] as const),
  );
  const added = paid.flatMap(({ products }) => products.filter(({ inCart }) => !inCart));
  const lines = situation.lines.map((line) => ({
    ...line,
    quantity: line.quantity + (steps.get(line.productId) ?? 0),
  }));
  const further = added.map(({ productId }) => priceLineOf(request, productId, 1)!);
  const { lines: all } = priceCart([...lines, ...further], situation.discounts, situation.context);
  return { inCart: all.slice(0, lines.length), added: added.reduce((sum, { offerAmount }) => sum + offerAmount, 0) };
};

/** What bundles and subscriptions take off a line beside its tiers. */
const extraCuts = (offers: readonly EvaluatedOffer[], productId: string): number =>
  offers
    .flatMap(({ offer }) => (offer.quantityStep ? [] : offer.cuts.filter((cut) => offer.subscription || !cut.amount)))
    .filter((cut) => cut.productId === productId)
    .reduce((sum, { perUnit, units }) => sum + perUnit * units, 0);

const leastOf = ({ floorAmount = 0, quantity, lineTotal }: PricedLine, units: number): number =>
  Math.min(floorAmount, Math.floor(lineTotal.amount / quantity)) * units;

it('no line, nor the cart with its gifts, lies under its floor when the shop reckons 10,000 carts with all offers taken', () => {
  const under: string[] = [];
  for (let seed = 0; seed < 10_000; seed += 1) {
    const request = randomOfferRequest(seed, size);
    const { offers } = evaluateOffers(request);
    const situation = offerSituation(request);
    const { inCart } = repriced(request, situation, offers);
    let spare = 0;
    for (const [index, line] of inCart.entries()) {
      const cost = line.lineTotal.amount - extraCuts(offers, line.productId);
      const least = leastOf(situation.priced.lines[index]!, line.quantity);
      if (cost < least) under.push(`line ${line.productId} of cart ${seed}`);
      spare += cost - least;
    }
    const gifts = offers.reduce((sum, { offer }) => sum + offer.giftFloor, 0);
    if (gifts > spare && gifts > 0) under.push(`gifts of cart ${seed}`);
  }
  expect(under).toEqual([]);
}, 60_000);

it('the first offer costs what it says when the shop reckons the cart with it', () => {
  const wrong: string[] = [];
  for (let seed = 0; seed < 3_000; seed += 1) {
    const request = randomOfferRequest(seed, size);
    const { offers, cartTotalAmount } = evaluateOffers({ ...request, limit: 1 });
    const [first] = offers;
    if (!first || first.offer.subscription) continue;
    const { inCart, added } = repriced(request, offerSituation(request), offers);
    const lines = inCart.reduce(
      (sum, { productId, lineTotal }) => sum + lineTotal.amount - extraCuts(offers, productId),
      0,
    );
    if (lines + added !== cartTotalAmount + first.offer.addedAmount)
      wrong.push(`${first.rule.offer.type} of cart ${seed}`);
  }
  expect(wrong).toEqual([]);
});
