import type { OfferWords } from '#core/offers/offer-words/offer-words';

const everySoOften = {
  WEEKLY: 'every week',
  BIWEEKLY: 'every 2 weeks',
  MONTHLY: 'every month',
  BIMONTHLY: 'every 2 months',
  QUARTERLY: 'every 3 months',
  BIANNUALLY: 'every 6 months',
  ANNUALLY: 'every year',
} as const;

export const englishOffers: OfferWords = {
  addMore: (units, percent) => `Add ${units} more, save ${percent}`,
  priceEach: (product, price, quantity) => `${product} costs ${price} each from ${quantity} on.`,
  subscribe: (product, frequency) => `Get ${product} ${everySoOften[frequency]}`,
  add: (products) => `Add ${products}`,
  together: (products) => `${products} together for less`,
  gift: (product) => `${product} as a free gift`,
  toGo: (amount) => `${amount} to go for free shipping`,
  shipsFree: 'Your order ships for free',
  save: (amount) => `You save ${amount}.`,
  saveShipping: (amount) => `You save ${amount} on shipping.`,
  reasons: {
    quantity: (units) => `You have ${units} in your cart`,
    subscribable: 'In your cart, and to be had as a subscription',
    goesWithCart: 'Goes with what is in your cart',
    chosenByShop: 'Picked by the shop for this cart',
    bundle: (inCart, all) => `${inCart} of ${all} are in your cart`,
    gift: 'A gift for this cart',
    shipping: 'Your order counts towards it',
  },
};
