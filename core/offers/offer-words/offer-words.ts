import type { SubscriptionFrequency } from '#core/subscriptions/frequency';

/** The sentences of offers in one language. Amounts, numbers and lists come written in that language. */
export interface OfferWords {
  readonly addMore: (units: string, percent: string) => string;
  readonly priceEach: (product: string, price: string, quantity: string) => string;
  readonly subscribe: (product: string, frequency: SubscriptionFrequency) => string;
  readonly add: (products: string) => string;
  readonly together: (products: string) => string;
  readonly gift: (product: string) => string;
  readonly toGo: (amount: string) => string;
  readonly shipsFree: string;
  readonly save: (amount: string) => string;
  readonly saveShipping: (amount: string) => string;
  readonly reasons: {
    readonly quantity: (units: string) => string;
    readonly subscribable: string;
    readonly goesWithCart: string;
    readonly chosenByShop: string;
    readonly bundle: (inCart: string, all: string) => string;
    readonly gift: string;
    readonly shipping: string;
  };
}
