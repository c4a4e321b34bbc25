import type { OfferDecision } from '../../../../core/offers/offer-decision.ts';
import type { UpsellType } from '../../../../core/rules/offer-declarations.ts';
import type { CombinationMode, UpsellUrgency } from '../../../../core/rules/targeting-rule.ts';
import { relationNames } from '../recommendations/recommendation-config.ts';

export const typeNames: Readonly<Record<UpsellType, string>> = {
  BULK_DISCOUNT: 'Quantity discount',
  SUBSCRIPTION: 'Subscription',
  CROSS_SELL: 'Further products',
  BUNDLE: 'Bundle',
  FREE_GIFT: 'Free gift',
  FREE_SHIPPING: 'Free shipping',
};

/** What each kind of offer does, as a merchant would say it. */
export const typeHelp: Readonly<Record<UpsellType, string>> = {
  BULK_DISCOUNT: '“Add 2 more, save 12%”, for products that have quantity prices.',
  SUBSCRIPTION: 'Turns a product of the cart into a subscription.',
  CROSS_SELL: 'Products that go with the cart, if you like at a lower price.',
  BUNDLE: 'Several products together for less.',
  FREE_GIFT: 'Adds a product for nothing.',
  FREE_SHIPPING: 'Shows how far the cart is from free shipping.',
};

export const urgencyNames: Readonly<Record<UpsellUrgency, string>> = {
  LOW: 'Low',
  MEDIUM: 'Medium',
  HIGH: 'High',
  CRITICAL: 'Critical',
};

export const combinationNames: Readonly<Record<CombinationMode, string>> = {
  STACKABLE: 'May be shown beside any other offer',
  ONE_OF_GROUP: 'Only one offer of its group is shown',
  EXCLUSIVE: 'Is shown alone',
};

export const decisionNames: Readonly<Record<OfferDecision, string>> = {
  offered: 'Shown',
  'not-scheduled': 'Outside its schedule',
  'condition-failed': 'A condition does not hold',
  capped: 'Shown often enough',
  'cooling-down': 'Declined lately',
  'over-budget': 'Budget used up',
  'no-eligible-product': 'Nothing to offer',
  'nothing-to-gain': 'No saving to offer',
  'under-floor': 'Would go below your lowest price',
  suppressed: 'Another rule goes first',
  'over-limit': 'Enough offers are shown already',
};

const choiceNames: Readonly<Record<string, string>> = {
  ...relationNames,
  PERCENTAGE: 'Percentage off',
  FIXED_AMOUNT: 'Amount off',
  UNIT_PRICE: 'Price per unit',
  BUNDLE_PRICE: 'Price of the bundle',
  new: 'New',
  returning: 'Returning',
  vip: 'VIP',
  'at-risk': 'At risk',
  lapsed: 'Lapsed',
  'value-low': 'Small orders',
  'value-mid': 'Middling orders',
  'value-high': 'Large orders',
  true: 'Yes',
  false: 'No',
};

/** A value of a choice in words: `MONDAY` → `Monday`. */
export const choiceName = (value: string): string =>
  choiceNames[value] ?? `${value.charAt(0).toUpperCase()}${value.slice(1).toLowerCase().replaceAll(/[_-]/g, ' ')}`;
