import type { OfferWords } from '#core/offers/offer-words/offer-words';

const everySoOften = {
  WEEKLY: 'cada semana',
  BIWEEKLY: 'cada 2 semanas',
  MONTHLY: 'cada mes',
  BIMONTHLY: 'cada 2 meses',
  QUARTERLY: 'cada 3 meses',
  BIANNUALLY: 'cada 6 meses',
  ANNUALLY: 'cada año',
} as const;

export const spanishOffers: OfferWords = {
  addMore: (units, percent) => `Añade ${units} más y ahorra ${percent}`,
  priceEach: (product, price, quantity) => `${product} cuesta ${price} por unidad a partir de ${quantity}.`,
  subscribe: (product, frequency) => `Recibe ${product} ${everySoOften[frequency]}`,
  add: (products) => `Añade ${products}`,
  together: (products) => `${products}: juntos por menos`,
  gift: (product) => `${product} de regalo`,
  toGo: (amount) => `Te faltan ${amount} para el envío gratis`,
  shipsFree: 'Tu pedido tiene envío gratis',
  save: (amount) => `Ahorras ${amount}.`,
  saveShipping: (amount) => `Ahorras ${amount} de envío.`,
  reasons: {
    quantity: (units) => `Tienes ${units} en tu cesta`,
    subscribable: 'En tu cesta, y disponible por suscripción',
    goesWithCart: 'Combina con lo que hay en tu cesta',
    chosenByShop: 'Elegido por la tienda para esta cesta',
    bundle: (inCart, all) => `${inCart} de ${all} en tu cesta`,
    gift: 'Un regalo para esta cesta',
    shipping: 'Tu pedido cuenta para ello',
  },
};
