import type { OfferWords } from '#core/offers/offer-words/offer-words';

const everySoOften = {
  WEEKLY: 'jede Woche',
  BIWEEKLY: 'alle 2 Wochen',
  MONTHLY: 'jeden Monat',
  BIMONTHLY: 'alle 2 Monate',
  QUARTERLY: 'alle 3 Monate',
  BIANNUALLY: 'alle 6 Monate',
  ANNUALLY: 'jedes Jahr',
} as const;

export const germanOffers: OfferWords = {
  addMore: (units, percent) => `${units} mehr nehmen, ${percent} sparen`,
  priceEach: (product, price, quantity) => `${product} kostet ab ${quantity} Stück je ${price}.`,
  subscribe: (product, frequency) => `${product} ${everySoOften[frequency]} bekommen`,
  add: (products) => `${products} dazunehmen`,
  together: (products) => `${products} zusammen günstiger`,
  gift: (product) => `${product} als Geschenk`,
  toGo: (amount) => `Noch ${amount} bis zum kostenlosen Versand`,
  shipsFree: 'Ihre Bestellung wird kostenlos versandt',
  save: (amount) => `Sie sparen ${amount}.`,
  saveShipping: (amount) => `Sie sparen ${amount} Versandkosten.`,
  reasons: {
    quantity: (units) => `${units} davon liegen in Ihrem Warenkorb`,
    subscribable: 'In Ihrem Warenkorb und auch im Abo zu haben',
    goesWithCart: 'Passt zu dem, was in Ihrem Warenkorb liegt',
    chosenByShop: 'Vom Shop für diesen Warenkorb ausgesucht',
    bundle: (inCart, all) => `${inCart} von ${all} liegen in Ihrem Warenkorb`,
    gift: 'Ein Geschenk zu diesem Warenkorb',
    shipping: 'Ihre Bestellung zählt dazu',
  },
};
