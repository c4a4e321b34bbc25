import type { OfferWords } from '#core/offers/offer-words/offer-words';

const everySoOften = {
  WEEKLY: 'chaque semaine',
  BIWEEKLY: 'toutes les 2 semaines',
  MONTHLY: 'chaque mois',
  BIMONTHLY: 'tous les 2 mois',
  QUARTERLY: 'tous les 3 mois',
  BIANNUALLY: 'tous les 6 mois',
  ANNUALLY: 'chaque année',
} as const;

export const frenchOffers: OfferWords = {
  addMore: (units, percent) => `Ajoutez-en ${units}, économisez ${percent}`,
  priceEach: (product, price, quantity) => `${product} : ${price} pièce à partir de ${quantity}.`,
  subscribe: (product, frequency) => `Recevez ${product} ${everySoOften[frequency]}`,
  add: (products) => `Ajoutez ${products}`,
  together: (products) => `${products} : moins cher ensemble`,
  gift: (product) => `${product} en cadeau`,
  toGo: (amount) => `Plus que ${amount} pour la livraison gratuite`,
  shipsFree: 'La livraison de votre commande est gratuite',
  save: (amount) => `Vous économisez ${amount}.`,
  saveShipping: (amount) => `Vous économisez ${amount} de frais de livraison.`,
  reasons: {
    quantity: (units) => `Vous en avez ${units} dans votre panier`,
    subscribable: 'Dans votre panier, et disponible par abonnement',
    goesWithCart: 'Va bien avec le contenu de votre panier',
    chosenByShop: 'Choisi par la boutique pour ce panier',
    bundle: (inCart, all) => `${inCart} sur ${all} dans votre panier`,
    gift: 'Un cadeau pour ce panier',
    shipping: 'Votre commande en fait partie',
  },
};
