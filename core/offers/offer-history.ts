import type { FrequencyCaps, RuleBudget, RuleUsage } from '#core/rules/targeting-rule';

/** What one shopper was shown of a rule, and how they answered. */
export interface RuleHistory {
  readonly shown: number;
  /** The last decline, ISO-8601 UTC. */
  readonly declinedAt?: string;
  /** The last accept, ISO-8601 UTC. */
  readonly acceptedAt?: string;
}

/** By rule id. */
export type OfferHistory = Readonly<Record<string, RuleHistory>>;

/** The same rule may be remembered by the session and, over all sessions, by the customer. */
export interface ShopperOffers {
  readonly session: OfferHistory;
  readonly customer: OfferHistory;
}

export const noShopperOffers: ShopperOffers = { session: {}, customer: {} };

const hourMs = 3_600_000;

/** The instant until which a rule keeps silent after a decline; undefined when it need not. */
export const coolingUntil = (
  ruleId: string,
  { coolDownHours }: FrequencyCaps,
  { session, customer }: ShopperOffers,
  now: string,
): string | undefined => {
  const [inSession = '', byCustomer = ''] = [session[ruleId]?.declinedAt, customer[ruleId]?.declinedAt];
  const [, last = ''] = [inSession, byCustomer].sort();
  if (last === '') return undefined;
  const until = Date.parse(last) + coolDownHours * hourMs;
  return Date.parse(now) < until ? new Date(until).toISOString() : undefined;
};

/** The cap that a rule has reached for this shopper, in words; undefined when none. */
export const reachedCap = (
  ruleId: string,
  { perSession, perCustomer }: FrequencyCaps,
  { session, customer }: ShopperOffers,
): string | undefined => {
  const [inSession, toCustomer] = [session[ruleId]?.shown ?? 0, customer[ruleId]?.shown ?? 0];
  if (perSession !== undefined && inSession >= perSession) return `Shown ${inSession} of ${perSession} times a session`;
  if (perCustomer !== undefined && toCustomer >= perCustomer)
    return `Shown ${toCustomer} of ${perCustomer} times a customer`;
  return undefined;
};

/** The budget that a rule has used up, in words; undefined when none. */
export const usedBudget = (
  { mostAccepts, mostDiscount }: RuleBudget,
  { accepts, discounts }: RuleUsage,
): string | undefined => {
  if (mostAccepts !== undefined && accepts >= mostAccepts) return `Accepted ${accepts} of ${mostAccepts} times`;
  if (!mostDiscount) return undefined;
  const spent = discounts[mostDiscount.currency] ?? 0;
  return spent >= mostDiscount.amount
    ? `Discounts of ${spent} of ${mostDiscount.amount} ${mostDiscount.currency} minor units`
    : undefined;
};
