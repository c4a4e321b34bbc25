/**
 * The deepest discount that any cart can get from all tiers and rules together, and a cart that gets it.
 *
 * Searches the carts of `stacking-choices`: all of them when there are few enough, else by steepest ascent, one choice at a
 * time, from several carts (coordinate ascent with restarts; Wright, "Coordinate descent algorithms", Mathematical
 * Programming 151, 2015), within a bound on the carts tried. Ascent can miss a cart that needs two changes at once; the
 * report says whether every cart was tried.
 * Time, and stock as a condition, are as they are now; a relation may offer any of the products. Every cart is evaluated
 * by the function that serves shoppers, so floors hold here exactly as they hold there.
 * O(bound · evaluation). No rules and no tiers: the empty report.
 */
import { evaluateOffers } from '#core/offers/evaluate-offers';
import { noShopperOffers } from '#core/offers/offer-history';
import type { OfferRequest } from '#core/offers/offer-request';
import { type StackedCart, stackedCart } from '#core/offers/stacked-cart';
import {
  type CartDraft,
  type Dimension,
  productDimensions,
  shopperAndContextDimensions,
} from '#core/offers/stacking-choices';
import { relations } from '#core/recommend/relation';
import { strangerFacts } from '#core/rules/rule-facts';

export interface StackingQuestion extends Omit<OfferRequest, 'cart' | 'candidates' | 'shopper' | 'history' | 'usage'> {
  /** Most carts to try. */
  readonly mostCarts: number;
}

export interface TriedCart extends StackedCart {
  readonly draft: CartDraft;
  readonly ruleIds: readonly string[];
}

/** The lowest price that a product was found to reach. */
export interface LowestPrice {
  readonly productId: string;
  readonly listAmount: number;
  readonly unitAmount: number;
  readonly leastAmount: number;
  readonly isGift: boolean;
}

export interface StackingReport {
  /** The cart with the largest share off; undefined when no cart gets anything. */
  readonly worst?: TriedCart;
  readonly cartsTried: number;
  /** False: the bound was hit, and there may be a deeper discount. */
  readonly isExhaustive: boolean;
  /** By product id, of products that some cart gets for less than their list price. */
  readonly lowest: readonly LowestPrice[];
  /** True when some cart went under a floor, which evaluation rules out. */
  readonly isUnderFloor: boolean;
}

const emptyDraft: CartDraft = { lines: [], couponCodes: [], context: {}, shopper: strangerFacts };

/** Index of the choice in each dimension. */
type State = readonly number[];

const draftOf = (dimensions: readonly Dimension[], state: State): CartDraft =>
  state.reduce((draft, choice, index) => dimensions[index]![choice]!(draft), emptyDraft);

const requestOf = ({ mostCarts: _, ...question }: StackingQuestion, draft: CartDraft): OfferRequest => {
  const { shopper, ...cart } = draft;
  const dearestFirst = [...question.cards.values()].map(({ productId, prices }) => ({
    productId,
    amount: prices.find(({ currency }) => currency === question.currency)?.amount ?? 0,
  }));
  dearestFirst.sort((a, b) => b.amount - a.amount || (a.productId < b.productId ? -1 : 1));
  const ids = dearestFirst.map(({ productId }) => productId);
  return {
    ...question,
    cart: { ...cart, cartId: 'simulated', currency: question.currency, updatedAt: question.now },
    candidates: Object.fromEntries(relations.map((relation) => [relation, ids])),
    shopper,
    history: noShopperOffers,
    usage: new Map(),
  };
};

const isDeeper = (a: StackedCart, b: StackedCart | undefined): boolean =>
  !b ||
  a.discountBasisPoints > b.discountBasisPoints ||
  (a.discountBasisPoints === b.discountBasisPoints && a.discountAmount > b.discountAmount);

class Search {
  readonly #question: StackingQuestion;
  readonly #dimensions: readonly Dimension[];
  readonly #tried = new Map<string, TriedCart>();
  readonly #lowest = new Map<string, LowestPrice>();
  #worst: TriedCart | undefined;
  #isUnderFloor = false;

  constructor(question: StackingQuestion) {
    this.#question = question;
    this.#dimensions = [...productDimensions(question), ...shopperAndContextDimensions(question)];
  }

  get #isSpent(): boolean {
    return this.#tried.size >= this.#question.mostCarts;
  }

  #note(tried: TriedCart): void {
    if (tried.discountAmount > 0 && isDeeper(tried, this.#worst)) this.#worst = tried;
    if (tried.isUnderFloor) this.#isUnderFloor = true;
    for (const { productId, listAmount, unitAmount, leastAmount, isGift } of tried.products) {
      const known = this.#lowest.get(productId)?.unitAmount ?? listAmount;
      if (unitAmount < known) this.#lowest.set(productId, { productId, listAmount, unitAmount, leastAmount, isGift });
    }
  }

  /** Undefined when the bound is hit. */
  #try(state: State): TriedCart | undefined {
    const name = state.join();
    const known = this.#tried.get(name);
    if (known) return known;
    if (this.#isSpent) return undefined;
    const draft = draftOf(this.#dimensions, state);
    const request = requestOf(this.#question, draft);
    const evaluation = evaluateOffers(request);
    const ruleIds = evaluation.offers.map(({ rule }) => rule.ruleId);
    const tried = { ...stackedCart(request, evaluation), draft, ruleIds };
    this.#tried.set(name, tried);
    this.#note(tried);
    return tried;
  }

  /** Every state that differs from this one in a single choice. */
  #neighbours(state: State): State[] {
    return this.#dimensions.flatMap((choices, index) =>
      choices.flatMap((_, choice) => (choice === state[index] ? [] : [state.with(index, choice)])),
    );
  }

  #ascend(start: State): void {
    let state = start;
    let best = this.#try(start);
    for (;;) {
      const from = best;
      for (const next of this.#neighbours(state)) {
        const tried = this.#try(next);
        if (tried && isDeeper(tried, best)) [state, best] = [next, tried];
      }
      if (best === from || this.#isSpent) return;
    }
  }

  /** An empty cart and the fullest of each product, of a stranger and of a shopper whom all conditions like. */
  #starts(): State[] {
    const products = productDimensions(this.#question).length;
    const stranger = this.#dimensions.map(() => 0);
    const liked = this.#dimensions.map(({ length }, index) => (index < products ? 0 : length - 1));
    return [stranger, liked].flatMap((shopper) => [
      shopper,
      ...this.#dimensions.slice(0, products).map(({ length }, index) => shopper.with(index, length - 1)),
    ]);
  }

  #tryAll(): void {
    const count = this.#stateCount();
    for (let number = 0; number < count; number += 1) {
      let rest = number;
      this.#try(
        this.#dimensions.map(({ length }) => {
          const choice = rest % length;
          rest = Math.floor(rest / length);
          return choice;
        }),
      );
    }
  }

  #stateCount(): number {
    return this.#dimensions.reduce((count, { length }) => count * length, 1);
  }

  run(): StackingReport {
    const isExhaustive = this.#stateCount() <= this.#question.mostCarts;
    if (isExhaustive) this.#tryAll();
    else {
      for (const start of this.#starts()) if (!this.#isSpent) this.#ascend(start);
    }
    return {
      ...(this.#worst ? { worst: this.#worst } : {}),
      cartsTried: this.#tried.size,
      isExhaustive,
      lowest: [...this.#lowest.values()].sort((a, b) => (a.productId < b.productId ? -1 : 1)),
      isUnderFloor: this.#isUnderFloor,
    };
  }
}

/** Deterministic: equal questions give equal reports. */
export const simulateStacking = (question: StackingQuestion): StackingReport => new Search(question).run();
