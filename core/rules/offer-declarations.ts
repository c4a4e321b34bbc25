import { relations } from '#core/recommend/relation';
import type { ArgumentSpecs, ArgumentsOf, Declared } from '#core/rules/argument';

const defineOffer = <const Type extends string, const Specs extends ArgumentSpecs>(
  declaration: Declared<Type, Specs>,
): Declared<Type, Specs> => declaration;

const someInCart = {
  kind: 'texts',
  of: 'product',
  least: 1,
  most: 100,
  optional: true,
  label: 'Products',
  description: 'Only for these products; any product of the cart when absent.',
} as const;

const percentOff = {
  kind: 'integer',
  unit: 'basis-points',
  min: 1,
  max: 10_000,
  optional: true,
  label: 'Discount',
  description: 'Share of the price, in basis points: 1,000 is 10 %. The list price holds when absent.',
} as const;

export const bundleDiscountTypes = ['PERCENTAGE', 'FIXED_AMOUNT', 'BUNDLE_PRICE'] as const;

/** Every kind of offer that a rule may make, with what it takes. */
export const offerDeclarations = {
  BULK_DISCOUNT: defineOffer({
    type: 'BULK_DISCOUNT',
    title: 'Quantity discount',
    description: 'Tells how many more units of a product in the cart reach its next better price.',
    args: { productIds: someInCart },
  }),
  SUBSCRIPTION: defineOffer({
    type: 'SUBSCRIPTION',
    title: 'Subscription',
    description: 'Turns a product in the cart that can be subscribed to into a subscription at its discount.',
    args: { productIds: someInCart },
  }),
  CROSS_SELL: defineOffer({
    type: 'CROSS_SELL',
    title: 'Further products',
    description: 'Offers products that are not in the cart: fixed ones first, then those of a recommendation relation.',
    needsOneOf: ['productIds', 'relation'],
    args: {
      productIds: { ...someInCart, most: 20, description: 'These products, in this order.' },
      relation: {
        kind: 'choice',
        options: relations,
        optional: true,
        label: 'Relation',
        description: 'How the live model relates the products to those in the cart.',
      },
      most: {
        kind: 'integer',
        unit: 'units',
        min: 1,
        max: 5,
        optional: true,
        label: 'At most',
        description: 'Most products offered together; 1 when absent.',
      },
      percentOff,
    },
  }),
  BUNDLE: defineOffer({
    type: 'BUNDLE',
    title: 'Bundle',
    description:
      'One unit each of several products for less. Offered when the cart lacks some of them and those can be bought.',
    args: {
      productIds: {
        kind: 'texts',
        of: 'product',
        least: 2,
        most: 10,
        label: 'Products',
        description: 'What the bundle consists of.',
      },
      discountType: {
        kind: 'choice',
        options: bundleDiscountTypes,
        label: 'Kind of discount',
        description: 'PERCENTAGE off the sum, FIXED_AMOUNT off the sum, or BUNDLE_PRICE for all together.',
      },
      percentOff: { ...percentOff, description: 'Share of the sum in basis points, for PERCENTAGE.' },
      amount: {
        kind: 'integer',
        unit: 'minor-units',
        min: 1,
        max: 1e12,
        optional: true,
        label: 'Amount',
        description: 'Amount off the sum, or price of the bundle.',
      },
      currency: {
        kind: 'currency',
        optional: true,
        label: 'Currency',
        description: 'Currency of the amount; the bundle is offered in no other.',
      },
    },
  }),
  FREE_GIFT: defineOffer({
    type: 'FREE_GIFT',
    title: 'Free gift',
    description:
      'Adds the first of these products that can be given, for nothing, as long as what the cart earns above its floors pays for the floor of the gift.',
    args: {
      productIds: {
        kind: 'texts',
        of: 'product',
        least: 1,
        most: 10,
        label: 'Gifts',
        description: 'In order of preference.',
      },
    },
  }),
  FREE_SHIPPING: defineOffer({
    type: 'FREE_SHIPPING',
    title: 'Free shipping',
    description: 'Free shipping from a total on, and how far the cart is from it.',
    args: {
      currency: { kind: 'currency', label: 'Currency', description: 'Currency of the amounts.' },
      threshold: {
        kind: 'integer',
        unit: 'minor-units',
        min: 0,
        max: 1e12,
        label: 'From',
        description: 'Total of the cart from which shipping is free.',
      },
      shippingCost: {
        kind: 'integer',
        unit: 'minor-units',
        min: 1,
        max: 1e12,
        optional: true,
        label: 'Shipping costs',
        description: 'What shipping costs otherwise, if it may be told as a saving.',
      },
    },
  }),
} as const;

export type UpsellType = keyof typeof offerDeclarations;
export const upsellTypes = Object.keys(offerDeclarations) as UpsellType[];

export type OfferOf<T extends UpsellType> = { readonly type: T } & ArgumentsOf<(typeof offerDeclarations)[T]['args']>;

/** What a rule offers. */
export type RuleOffer = { [T in UpsellType]: OfferOf<T> }[UpsellType];
