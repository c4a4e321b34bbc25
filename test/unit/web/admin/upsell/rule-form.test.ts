import { ruleInput } from '#contracts/api/upsell-rules';
import { offerDeclarations, upsellTypes } from '#core/rules/offer-declarations';
import { demoRules } from '#local/demo/offers';
import { newGroup, newLeaf } from '../../../../../web/admin/src/upsell/condition-form.ts';
import {
  firstArgs,
  formOf,
  inputOf,
  newRuleForm,
  problemsOf,
  statusOf,
  unusedArgs,
} from '../../../../../web/admin/src/upsell/rule-form.ts';

const now = '2026-11-20T10:00:00.000Z';

describe('the form of a rule', () => {
  it('sends back the rule it was filled with, for each of the six types', () => {
    const rules = demoRules.map((rule) => ruleInput.parse(rule));
    expect(new Set(rules.map(({ offer }) => offer.type)).size).toBe(6);
    for (const rule of rules) {
      const sent = ruleInput.parse(inputOf(formOf(rule)));
      expect(sent.offer).toEqual(rule.offer);
      expect(sent.texts).toEqual(rule.texts);
      expect(sent).toMatchObject({ name: rule.name, priority: rule.priority, combination: rule.combination });
      expect([...problemsOf(formOf(rule))]).toEqual([]);
    }
  });

  it('finds what is missing where the server would refuse it', () => {
    for (const type of upsellTypes) {
      const form = { ...newRuleForm(type, 'EUR'), name: 'A rule' };
      expect(problemsOf(form).size === 0).toBe(ruleInput.safeParse(inputOf(form)).success);
    }
  });

  it('points at the field of a nested condition', () => {
    const form = newRuleForm('BULK_DISCOUNT', 'EUR');
    const negated = { ...newLeaf('contains-product'), isNegated: true };
    const conditions = newGroup('all', [newLeaf('cart-total', { currency: 'EUR' }), newGroup('any', [negated])]);
    const problems = problemsOf({ ...form, name: 'A rule', conditions });
    expect([...problems.keys()]).toEqual([
      '/conditions/conditions/0/atLeast',
      '/conditions/conditions/1/conditions/0/condition/productIds',
    ]);
  });

  it('does not send arguments of a bundle that its kind of discount does not use', () => {
    const offerArgs = {
      productIds: ['a', 'b'],
      discountType: 'PERCENTAGE',
      percentOff: 500,
      amount: 100,
      currency: 'EUR',
    };
    const form = { ...newRuleForm('BUNDLE', 'EUR'), name: 'A bundle', offerArgs };
    expect(inputOf(form).offer).toEqual({
      type: 'BUNDLE',
      productIds: ['a', 'b'],
      discountType: 'PERCENTAGE',
      percentOff: 500,
    });
    expect(unusedArgs('BUNDLE', { discountType: 'BUNDLE_PRICE' })).toEqual(['percentOff']);
  });

  it('fills in the currency of the store and nothing else', () => {
    expect(firstArgs(offerDeclarations.FREE_SHIPPING, 'CHF')).toEqual({ currency: 'CHF' });
    expect(firstArgs(offerDeclarations.FREE_GIFT, 'CHF')).toEqual({});
  });

  it('says whether a rule is off, planned, running or ended', () => {
    const at = (schedule: object, enabled = true) => statusOf({ enabled, schedule }, now);
    expect(at({}, false)).toBe('off');
    expect(at({ from: '2026-11-20T10:00:00.001Z' })).toBe('planned');
    expect(at({ from: now, until: '2026-11-21T00:00:00Z' })).toBe('running');
    expect(at({ until: now })).toBe('ended');
  });
});
