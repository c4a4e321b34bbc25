import type { OfferRequest } from '#core/offers/offer-request';
import { holdsEarly, leavesOf } from '#core/rules/check-condition';
import { ruleFacts, strangerFacts } from '#core/rules/rule-facts';
import type { TargetingRule } from '#core/rules/targeting-rule';

/** What must be read before a cart can be evaluated: one batch. */
export interface OfferReads {
  /** Cards, tiers and floors. */
  readonly productIds: readonly string[];
  readonly subscriptionIds: readonly string[];
  /** Products whose subscription frequency is predicted. */
  readonly forecastIds: readonly string[];
  /** Rules whose budget counts. */
  readonly budgetRuleIds: readonly string[];
  readonly customerId?: string;
  readonly sessionId?: string;
  /** True when a rule asks what the session looked at. */
  readonly asksForViews?: boolean;
}

type EarlyRequest = Pick<OfferRequest, 'rules' | 'cart' | 'candidates' | 'flags' | 'currency' | 'timeZone' | 'now'>;

/** Rules that the cart and the clock alone do not rule out. */
const possibleRules = ({ rules, cart, currency, timeZone, now }: EarlyRequest): TargetingRule[] => {
  const facts = ruleFacts({ cart, currency, timeZone, now, totalAmount: 0, shopper: strangerFacts, cards: new Map() });
  return rules.filter(
    ({ enabled, schedule, conditions }) =>
      enabled &&
      (schedule.from === undefined || schedule.from <= now) &&
      (schedule.until === undefined || now < schedule.until) &&
      holdsEarly(conditions, facts) !== false,
  );
};

const productsOf = ({ offer, conditions }: TargetingRule, { candidates }: EarlyRequest): readonly string[] => {
  const related = offer.type === 'CROSS_SELL' && offer.relation !== undefined ? candidates[offer.relation] : undefined;
  const named = 'productIds' in offer ? offer.productIds : undefined;
  const watched = leavesOf(conditions).flatMap((leaf) => (leaf.type === 'stock' ? [leaf.productId] : []));
  return [...(named ?? []), ...(related ?? []), ...watched];
};

/** Only what the rules that may still hold can need; nothing when none can. */
export const offerReads = (request: EarlyRequest): OfferReads => {
  const rules = possibleRules(request);
  const inCart = request.cart.lines.map(({ productId }) => productId);
  const { customerId, sessionId } = request.cart;
  if (rules.length === 0) return { productIds: [], subscriptionIds: [], forecastIds: [], budgetRuleIds: [] };
  const subscriptionIds = rules.some(({ offer }) => offer.type === 'SUBSCRIPTION') ? inCart : [];
  return {
    productIds: [...new Set([...inCart, ...rules.flatMap((rule) => productsOf(rule, request))])],
    subscriptionIds,
    forecastIds: request.flags.subscription_intelligence_enabled ? subscriptionIds : [],
    budgetRuleIds: rules
      .filter(({ budget }) => budget.mostAccepts !== undefined || budget.mostDiscount !== undefined)
      .map(({ ruleId }) => ruleId),
    customerId,
    sessionId,
    asksForViews: rules.some(({ conditions }) => leavesOf(conditions).some(({ type }) => type === 'viewed-product')),
  };
};
