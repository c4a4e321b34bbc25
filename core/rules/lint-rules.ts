/**
 * Finds what is wrong with rules without waiting for a cart:
 *   contradictory  two conditions of a rule exclude each other;
 *   unreachable    its schedule has ended, or it offers only what the cart must hold already;
 *   shadowed       wherever it could be shown, a rule that goes first keeps it away by exclusivity or group;
 *   overlapping    another rule makes the same offer to carts that may be the same.
 * Only what is certain from the rules alone is reported. O(rules² · atoms²); no rules, no findings.
 */
import type { Condition } from '#core/rules/condition-declarations';
import { atomsOf, canonicalText, excludingPair, implies } from '#core/rules/implication';
import type { LintFinding, LintKind } from '#core/rules/lint-finding';
import { comparePrecedence } from '#core/rules/precedence';
import type { Schedule, TargetingRule } from '#core/rules/targeting-rule';

interface Prepared {
  readonly rule: TargetingRule;
  readonly atoms: readonly Condition[];
  readonly offerText: string;
}

const prepare = (rule: TargetingRule): Prepared => ({
  rule,
  atoms: atomsOf(rule.conditions),
  offerText: canonicalText(rule.offer),
});

const finding = (kind: LintKind, rule: TargetingRule, message: string, other?: TargetingRule): LintFinding => ({
  kind,
  ruleId: rule.ruleId,
  otherRuleId: other?.ruleId ?? null,
  message,
});

const contradiction = ({ rule, atoms }: Prepared): LintFinding[] => {
  const pair = excludingPair(atoms);
  if (!pair) return [];
  const [a, b] = pair;
  const message =
    a === b
      ? `The condition ${a.type} can never hold`
      : `The conditions ${a.type} and ${b.type} exclude each other, so the rule never holds`;
  return [finding('contradictory', rule, message)];
};

const mustHold = (atoms: readonly Condition[]): Set<string> => {
  const singles = atoms.flatMap((atom) =>
    atom.type === 'contains-product' && atom.productIds.length === 1 ? atom.productIds : [],
  );
  return new Set(singles);
};

const offersOnlyCart = ({ rule, atoms }: Prepared): boolean => {
  const { offer } = rule;
  if (offer.type !== 'FREE_GIFT' && offer.type !== 'BUNDLE' && offer.type !== 'CROSS_SELL') return false;
  if (offer.type === 'CROSS_SELL' && offer.relation !== undefined) return false;
  const needed = mustHold(atoms);
  return (offer.productIds ?? []).every((productId) => needed.has(productId));
};

const unreachable = (prepared: Prepared, now: string): LintFinding[] => {
  const { rule } = prepared;
  const { until } = rule.schedule;
  if (until !== undefined && until <= now) return [finding('unreachable', rule, `Its schedule ended at ${until}`)];
  if (!offersOnlyCart(prepared)) return [];
  return [finding('unreachable', rule, 'It offers only what its conditions demand to be in the cart already')];
};

/** Every moment of the second lies in the first. */
const covers = (wide: Schedule, narrow: Schedule): boolean =>
  (wide.from === undefined || (narrow.from !== undefined && wide.from <= narrow.from)) &&
  (wide.until === undefined || (narrow.until !== undefined && narrow.until <= wide.until));

const schedulesMeet = (a: Schedule, b: Schedule): boolean =>
  (a.until === undefined || b.from === undefined || b.from < a.until) &&
  (b.until === undefined || a.from === undefined || a.from < b.until);

/** A rule that may fall silent leaves room for those behind it. */
const neverStops = ({ caps, budget }: TargetingRule): boolean =>
  caps.perSession === undefined &&
  caps.perCustomer === undefined &&
  budget.mostAccepts === undefined &&
  budget.mostDiscount === undefined;

const keepsAway = ({ combination: first }: TargetingRule, { combination: second }: TargetingRule): boolean => {
  if (first.mode === 'EXCLUSIVE' || second.mode === 'EXCLUSIVE') return true;
  return first.mode === 'ONE_OF_GROUP' && second.mode === 'ONE_OF_GROUP' && first.group === second.group;
};

const isShadowing = (first: Prepared, second: Prepared): boolean =>
  comparePrecedence(first.rule, second.rule) < 0 &&
  keepsAway(first.rule, second.rule) &&
  neverStops(first.rule) &&
  covers(first.rule.schedule, second.rule.schedule) &&
  implies(second.atoms, first.atoms);

const shadowed = (prepared: Prepared, all: readonly Prepared[]): LintFinding[] => {
  const first = all.find((other) => isShadowing(other, prepared));
  if (!first) return [];
  const message = `Wherever it holds, "${first.rule.name}" holds too, goes first and does not combine with it`;
  return [finding('shadowed', prepared.rule, message, first.rule)];
};

const overlaps = (a: Prepared, b: Prepared): boolean =>
  a.rule.ruleId < b.rule.ruleId &&
  a.offerText === b.offerText &&
  schedulesMeet(a.rule.schedule, b.rule.schedule) &&
  !excludingPair([...a.atoms, ...b.atoms]);

const overlapping = (prepared: Prepared, all: readonly Prepared[]): LintFinding[] =>
  all
    .filter((other) => overlaps(prepared, other))
    .map((other) =>
      finding('overlapping', prepared.rule, `"${other.rule.name}" makes the same offer to some carts`, other.rule),
    );

const byId = (a: TargetingRule, b: TargetingRule): number => (a.ruleId < b.ruleId ? -1 : 1);

/**
 * Findings about enabled rules, by rule id.
 * @param now ISO-8601 UTC
 */
export const lintTargetingRules = (rules: readonly TargetingRule[], now: string): LintFinding[] => {
  const all = rules
    .filter(({ enabled }) => enabled)
    .sort(byId)
    .map(prepare);
  return all.flatMap((prepared) => {
    const impossible = [...contradiction(prepared), ...unreachable(prepared, now)];
    return impossible.length > 0 ? impossible : [...shadowed(prepared, all), ...overlapping(prepared, all)];
  });
};

/** Findings that concern one rule, beside others. */
export const lintOneRule = (rule: TargetingRule, others: readonly TargetingRule[], now: string): LintFinding[] =>
  lintTargetingRules([rule, ...others.filter(({ ruleId }) => ruleId !== rule.ruleId)], now).filter(
    ({ ruleId, otherRuleId }) => ruleId === rule.ruleId || otherRuleId === rule.ruleId,
  );
