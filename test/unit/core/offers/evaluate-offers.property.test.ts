import fc from 'fast-check';
import { variantGroup } from '#core/catalog/product';
import { type Evaluation, evaluateOffers } from '#core/offers/evaluate-offers';
import { offerReads } from '#core/offers/offer-reads';
import type { OfferRequest } from '#core/offers/offer-request';
import { costOf } from '#core/offers/offer-situation';
import { priceCart } from '#core/pricing/price-cart';
import { floorOf } from '#core/pricing/price-floor';
import { firstFailure } from '#core/rules/check-condition';
import { type Condition, conditionDeclarations } from '#core/rules/condition-declarations';
import { type RuleFacts, ruleFacts } from '#core/rules/rule-facts';
import { randomOfferRequest } from '#test/support/random-offers';

const size = { products: 14, lines: 7, rules: 12 };
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

const floorAmount = ({ cards, discounts, pricing, currency }: OfferRequest, productId: string): number =>
  floorOf(cards.get(productId)!, { ...pricing, floorPrices: discounts.get(productId)?.floorPrices }, currency);

/** What the cart costs without offers, reckoned by pricing alone. */
const priced = (request: OfferRequest) => {
  const { cart, cards, currency, discounts, now, shopper } = request;
  const lines = cart.lines.flatMap(({ productId, quantity }) => {
    const listPrice = cards.get(productId)!.prices.find((price) => price.currency === currency);
    return listPrice ? [{ productId, quantity, listPrice, floorAmount: floorAmount(request, productId) }] : [];
  });
  return priceCart(lines, discounts, { currency, now, customerGroups: shopper.segments });
};

/** The meaning of conditions in its plainest form. */
const holdsPlainly = (condition: Condition, facts: RuleFacts): boolean => {
  if (condition.type === 'all') return condition.conditions.every((part) => holdsPlainly(part, facts));
  if (condition.type === 'any') return condition.conditions.some((part) => holdsPlainly(part, facts));
  if (condition.type === 'not') return !holdsPlainly(condition.condition, facts);
  return conditionDeclarations[condition.type].holds(condition as never, facts);
};

const factsOf = (request: OfferRequest) => ruleFacts({ ...request, totalAmount: priced(request).total.amount });

/** What is wrong with a line after all shown offers are taken, against its floor, or with all together. */
const floorFaults = (request: OfferRequest, { offers }: Evaluation): string[] => {
  const cart = priced(request);
  const spare = cart.lines.reduce(
    (sum, { lineTotal, quantity, floorAmount: floor = 0 }) => sum + Math.max(0, lineTotal.amount - floor * quantity),
    0,
  );
  const underFloor = cart.lines.flatMap(({ productId, lineTotal, quantity, floorAmount: floor = 0 }) => {
    const cuts = offers.flatMap(({ offer }) => offer.cuts.filter((cut) => cut.productId === productId));
    const cut = cuts.reduce((sum, { perUnit }) => sum + perUnit, 0);
    return cut > 0 && Math.floor(lineTotal.amount / quantity) - cut < floor ? [`${productId} under its floor`] : [];
  });
  const cost = offers.reduce((sum, { offer }) => sum + offer.giftFloor + costOf(offer.cuts), 0);
  const addedUnder = offers.flatMap(({ offer, rule }) =>
    offer.products
      .filter(({ inCart }) => !inCart && rule.offer.type !== 'FREE_GIFT')
      .filter(({ productId, offerAmount, listAmount }) => {
        return offerAmount < Math.min(listAmount, floorAmount(request, productId));
      })
      .map(({ productId }) => `added ${productId} under its floor`),
  );
  return [...underFloor, ...addedUnder, ...(cost > spare ? [`${cost} given away of ${spare}`] : [])];
};

const eligibilityFaults = (request: OfferRequest, { offers }: Evaluation): string[] => {
  const inCart = new Set(request.cart.lines.map(({ productId }) => productId));
  const added = offers.flatMap(({ offer }) => offer.products.filter((product) => !product.inCart));
  const ids = added.map(({ productId }) => productId);
  const unwanted = ids.filter((productId) => {
    const card = request.cards.get(productId)!;
    const isWanted =
      card.status === 'active' &&
      card.stock !== 0 &&
      card.prices.some(({ currency }) => currency === request.currency) &&
      !inCart.has(productId) &&
      !inCart.has(variantGroup(card)) &&
      !request.config.excludedProductIds.includes(productId);
    return !isWanted;
  });
  return [...unwanted, ...(new Set(ids).size < ids.length ? ['a product twice'] : [])];
};

const combinationFaults = (request: OfferRequest, { offers }: Evaluation): string[] => {
  const combinations = offers.map(({ rule }) => rule.combination);
  const groups = combinations.flatMap(({ group }) => group ?? []);
  const isExclusive = combinations.some(({ mode }) => mode === 'EXCLUSIVE');
  return [
    ...(isExclusive && offers.length > 1 ? ['an exclusive one not alone'] : []),
    ...(new Set(groups).size < groups.length ? ['a group twice'] : []),
    ...(offers.length > request.limit ? ['more than the limit'] : []),
  ];
};

const traceFaults = (request: OfferRequest, { offers, trace }: Evaluation): string[] => {
  const facts = factsOf(request);
  const offered = trace.filter(({ decision }) => decision === 'offered').map(({ rule }) => rule.ruleId);
  const enabled = request.rules.filter((rule) => rule.enabled).map(({ ruleId }) => ruleId);
  const told = trace.map(({ rule }) => rule.ruleId).sort();
  const misjudged = trace.filter(({ rule, decision }) => {
    if (decision === 'not-scheduled') return false;
    const holds = holdsPlainly(rule.conditions, facts);
    const isFound = firstFailure(rule.conditions, facts) === undefined;
    return holds === (decision === 'condition-failed') || holds !== isFound;
  });
  return [
    ...(offered.join() === offers.map(({ rule }) => rule.ruleId).join() ? [] : ['trace and offers differ']),
    ...(told.join() === enabled.sort().join() ? [] : ['a rule is missing from the trace']),
    ...misjudged.map(({ rule }) => `${rule.ruleId} misjudged`),
  ];
};

/** Every cart is evaluated once; what is wrong with it is told by its seed. */
const judgeAll = () => {
  const faults = { trace: [] as string[], floors: [] as string[], allowed: [] as string[] };
  let offered = 0;
  for (let seed = 0; seed < 10_000; seed += 1) {
    const request = randomOfferRequest(seed, size);
    const evaluation = evaluateOffers(request);
    offered += evaluation.offers.length;
    const note = (list: string[], found: readonly string[]) => list.push(...found.map((fault) => `${seed}: ${fault}`));
    note(faults.trace, traceFaults(request, evaluation));
    note(faults.floors, floorFaults(request, evaluation));
    note(faults.allowed, [...eligibilityFaults(request, evaluation), ...combinationFaults(request, evaluation)]);
  }
  return { faults, offered };
};

describe('on 10,000 random carts and sets of rules', () => {
  let judged: ReturnType<typeof judgeAll>;
  beforeAll(() => {
    judged = judgeAll();
  }, 60_000);

  it('offers are made, so that the rest means something', () => {
    expect(judged.offered).toBeGreaterThan(10_000);
  });

  it('the trace decides as serving does, rule by rule, and tells of every enabled rule once', () => {
    expect(judged.faults.trace).toEqual([]);
  });

  it('no combination of offers takes a line under its floor, nor gives away more than the cart earns above its floors', () => {
    expect(judged.faults.floors).toEqual([]);
  });

  it('nothing is offered twice, nor what is in the cart, out of stock, excluded or not sold; classes and limit hold', () => {
    expect(judged.faults.allowed).toEqual([]);
  });

  it('what is read for the rules that may hold is all that the answer depends on', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const request = randomOfferRequest(seed, size);
        const { productIds, subscriptionIds, budgetRuleIds } = offerReads(request);
        const only = <T>(all: ReadonlyMap<string, T>, ids: readonly string[]) =>
          new Map([...all].filter(([id]) => ids.includes(id)));
        const read = {
          ...request,
          cards: only(request.cards, productIds),
          discounts: only(request.discounts, productIds),
          subscriptions: only(request.subscriptions, subscriptionIds),
          usage: only(request.usage, budgetRuleIds),
        };
        expect(evaluateOffers(read).offers).toEqual(evaluateOffers(request).offers);
      }),
      { numRuns: 500 },
    );
  });
});

it('the order of rules, lines and maps changes nothing, byte by byte', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const request = randomOfferRequest(seed, size);
      const reversed: OfferRequest = {
        ...request,
        rules: request.rules.toReversed(),
        cart: { ...request.cart, lines: request.cart.lines.toReversed() },
        cards: new Map([...request.cards].reverse()),
        discounts: new Map([...request.discounts].reverse()),
      };
      const textOf = (one: OfferRequest) => {
        const { offers, trace, cartTotalAmount } = evaluateOffers(one);
        const sorted = offers.map(({ rule, offer }) => [
          rule.ruleId,
          { ...offer, cuts: offer.cuts.toSorted((a, b) => (a.productId < b.productId ? -1 : 1)) },
        ]);
        return JSON.stringify([sorted, trace, cartTotalAmount]);
      };
      expect(textOf(reversed)).toBe(textOf(request));
    }),
    { numRuns: 500 },
  );
});
