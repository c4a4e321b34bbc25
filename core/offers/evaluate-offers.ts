/**
 * Which offers a cart gets, and why the other rules stay silent.
 *
 * Each rule is judged by itself (schedule, conditions, decline, caps, budget, something to offer). Those that pass are
 * put into one total order: priority, urgency, expected value, rule id. Walking down, an offer is shown unless one above
 * it keeps it away (EXCLUSIVE, or the same group), takes its product, or leaves no room above a floor; a rule's offer is
 * made anew beside what is granted already, so that all shown offers may be taken together.
 * O(rules · conditions + offers · lines). No rules or an empty cart: whatever the rules allow, else nothing.
 * Tracing and serving are this one function.
 */
import { buildOffer } from '#core/offers/build-offer';
import { type BuiltOffer, isOffer, type NoOffer } from '#core/offers/built-offer';
import type { OfferDecision } from '#core/offers/offer-decision';
import { coolingUntil, reachedCap, usedBudget } from '#core/offers/offer-history';
import type { OfferRequest } from '#core/offers/offer-request';
import {
  type Granted,
  grantedWith,
  nothingGranted,
  type OfferSituation,
  offerSituation,
} from '#core/offers/offer-situation';
import { firstFailure } from '#core/rules/check-condition';
import { compareOffers } from '#core/rules/precedence';
import { type RuleFacts, ruleFacts } from '#core/rules/rule-facts';
import { noUsage, type TargetingRule } from '#core/rules/targeting-rule';

export interface EvaluatedOffer {
  readonly rule: TargetingRule;
  readonly offer: BuiltOffer;
}

/** What became of one rule. */
export interface TraceEntry {
  readonly rule: TargetingRule;
  readonly decision: OfferDecision;
  /** In words. */
  readonly detail: string;
  /** Place in the order of precedence, from 0, of rules that had an offer. */
  readonly rank?: number;
  /** JSON Pointer of the condition that failed, below `/conditions`. */
  readonly pointer?: string;
  /** The rule that stood in the way. */
  readonly byRuleId?: string;
  readonly expectedValue?: number;
}

export interface Evaluation {
  /** Best first. */
  readonly offers: readonly EvaluatedOffer[];
  /** One entry for each rule: first those that had an offer, by precedence, then the others by id. */
  readonly trace: readonly TraceEntry[];
  /** Minor units that the cart costs without any offer. */
  readonly cartTotalAmount: number;
}

interface Candidate {
  readonly rule: TargetingRule;
  readonly offer: BuiltOffer;
  readonly expectedValue: number;
}

type Silence = Omit<TraceEntry, 'rule'>;

const scheduleSilence = ({ schedule }: TargetingRule, now: string): Silence | undefined => {
  const { from, until } = schedule;
  if (from !== undefined && now < from) return { decision: 'not-scheduled', detail: `Begins at ${from}` };
  return until !== undefined && until <= now ? { decision: 'not-scheduled', detail: `Ended at ${until}` } : undefined;
};

/** Why a rule has no say for this shopper, whatever it offers. */
const silenceOf = (rule: TargetingRule, request: OfferRequest, facts: RuleFacts): Silence | undefined => {
  const { now, history, usage } = request;
  const { ruleId, caps, budget } = rule;
  const unscheduled = scheduleSilence(rule, now);
  if (unscheduled) return unscheduled;
  const failed = firstFailure(rule.conditions, facts);
  if (failed) return { decision: 'condition-failed', detail: `${failed.type} does not hold`, pointer: failed.pointer };
  const until = coolingUntil(ruleId, caps, history, now);
  if (until !== undefined) return { decision: 'cooling-down', detail: `Declined; silent until ${until}` };
  const cap = reachedCap(ruleId, caps, history);
  if (cap !== undefined) return { decision: 'capped', detail: cap };
  const used = usedBudget(budget, usage.get(ruleId) ?? noUsage);
  return used === undefined ? undefined : { decision: 'over-budget', detail: used };
};

const judge = (rule: TargetingRule, situation: OfferSituation, facts: RuleFacts): Candidate | TraceEntry => {
  const silence = silenceOf(rule, situation.request, facts);
  if (silence) return { rule, ...silence };
  const offer = buildOffer(rule.offer, situation, nothingGranted);
  return isOffer(offer) ? { rule, offer, expectedValue: offer.expectedValue } : { rule, ...offer };
};

/** The shown rule that a rule does not go together with. */
const inTheWay = (rule: TargetingRule, shown: readonly EvaluatedOffer[]): TargetingRule | undefined => {
  const { mode, group } = rule.combination;
  if (mode === 'EXCLUSIVE') return shown[0]?.rule;
  return shown.find(({ rule: { combination: other } }) => {
    if (other.mode === 'EXCLUSIVE') return true;
    return mode === 'ONE_OF_GROUP' && other.mode === 'ONE_OF_GROUP' && other.group === group;
  })?.rule;
};

/** Its own offer failed only beside the others: the rule that took its product, or the floors, stand in the way. */
const crowdedOut = (failed: NoOffer, { offer }: Candidate, { takenBy }: Granted): Silence => {
  const byRuleId = offer.takes.map((taken) => takenBy.get(taken)).find((taker) => taker !== undefined);
  if (byRuleId === undefined) return { ...failed };
  return { decision: 'suppressed', detail: 'A rule that goes first offers the same', byRuleId };
};

const walk = (
  candidates: readonly Candidate[],
  situation: OfferSituation,
): { readonly offers: readonly EvaluatedOffer[]; readonly trace: readonly TraceEntry[] } => {
  const offers: EvaluatedOffer[] = [];
  let granted = nothingGranted;
  const decide = (candidate: Candidate): Silence => {
    const { rule } = candidate;
    const other = inTheWay(rule, offers);
    if (other) {
      return { decision: 'suppressed', detail: `"${other.name}" goes first`, byRuleId: other.ruleId };
    }
    const { limit } = situation.request;
    if (offers.length >= limit) return { decision: 'over-limit', detail: `${limit} offers go first` };
    const offer = offers.length === 0 ? candidate.offer : buildOffer(rule.offer, situation, granted);
    if (!isOffer(offer)) return crowdedOut(offer, candidate, granted);
    offers.push({ rule, offer });
    granted = grantedWith(granted, rule.ruleId, offer);
    return { decision: 'offered', detail: 'Offered' };
  };
  const trace = candidates.map((candidate, rank) => {
    const { rule, expectedValue } = candidate;
    return { rule, ...decide(candidate), rank, expectedValue };
  });
  return { offers, trace };
};

const byRuleId = (a: TraceEntry, b: TraceEntry): number => (a.rule.ruleId < b.rule.ruleId ? -1 : 1);

/** Evaluates rules for a cart. Deterministic: equal requests give equal results, whatever the order of the rules. */
export const evaluateOffers = (request: OfferRequest): Evaluation => {
  const situation = offerSituation(request);
  const facts = ruleFacts({ ...request, totalAmount: situation.priced.total.amount });
  const judged = request.rules.filter(({ enabled }) => enabled).map((rule) => judge(rule, situation, facts));
  const candidates = judged.filter((one): one is Candidate => 'offer' in one).sort(compareOffers);
  const silent = judged.filter((one): one is TraceEntry => 'decision' in one).sort(byRuleId);
  const { offers, trace } = walk(candidates, situation);
  return { offers, trace: [...trace, ...silent], cartTotalAmount: situation.priced.total.amount };
};
