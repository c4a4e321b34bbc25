import type { ArgumentsOf } from '#core/rules/argument';
import { cartQuantity } from '#core/rules/conditions/cart-quantity';
import { cartTotal } from '#core/rules/conditions/cart-total';
import { containsBrand } from '#core/rules/conditions/contains-brand';
import { containsCategory } from '#core/rules/conditions/contains-category';
import { containsProduct } from '#core/rules/conditions/contains-product';
import { containsTag } from '#core/rules/conditions/contains-tag';
import { country } from '#core/rules/conditions/country';
import { couponCode } from '#core/rules/conditions/coupon-code';
import { customerSegment } from '#core/rules/conditions/customer-segment';
import { daysSinceLastOrder } from '#core/rules/conditions/days-since-last-order';
import { device } from '#core/rules/conditions/device';
import { experimentVariant } from '#core/rules/conditions/experiment-variant';
import { firstVisit } from '#core/rules/conditions/first-visit';
import { ordersCount } from '#core/rules/conditions/orders-count';
import { referrer } from '#core/rules/conditions/referrer';
import { stock } from '#core/rules/conditions/stock';
import { timeWindow } from '#core/rules/conditions/time-window';
import { utm } from '#core/rules/conditions/utm';
import { viewedProduct } from '#core/rules/conditions/viewed-product';
import { weekday } from '#core/rules/conditions/weekday';

/** Every condition that a rule may state, in the order in which forms and the reference show them. */
export const conditionDeclarations = {
  'cart-total': cartTotal,
  'cart-quantity': cartQuantity,
  'contains-product': containsProduct,
  'contains-category': containsCategory,
  'contains-brand': containsBrand,
  'contains-tag': containsTag,
  'coupon-code': couponCode,
  'customer-segment': customerSegment,
  'orders-count': ordersCount,
  'days-since-last-order': daysSinceLastOrder,
  'first-visit': firstVisit,
  'viewed-product': viewedProduct,
  device,
  country,
  referrer,
  utm,
  'time-window': timeWindow,
  weekday,
  stock,
  'experiment-variant': experimentVariant,
} as const;

export type ConditionType = keyof typeof conditionDeclarations;

/** One condition with its arguments. */
export type LeafCondition = {
  [T in ConditionType]: { readonly type: T } & ArgumentsOf<(typeof conditionDeclarations)[T]['args']>;
}[ConditionType];

/** Holds when all, or any, of its parts do; with no parts `all` holds and `any` fails. */
export interface ConditionGroup {
  readonly type: 'all' | 'any';
  readonly conditions: readonly Condition[];
}

/** Holds when its part does not. */
export interface NegatedCondition {
  readonly type: 'not';
  readonly condition: Condition;
}

export type Condition = LeafCondition | ConditionGroup | NegatedCondition;

/** Groups may lie this deep in each other, and a rule may state so many conditions: more can neither be read nor run in time. */
export const deepestNesting = 3;
export const mostConditions = 50;
