import { ruleInput } from '#contracts/api/upsell-rules';
import type { Condition } from '#core/rules/condition-declarations';
import { demoRules } from '#local/demo/offers';
import { describeCondition, describeOffer } from '../../../../../web/admin/src/upsell/describe-condition.ts';
import { findingText } from '../../../../../web/admin/src/upsell/finding-text.ts';

const titleOf = (productId: string) => `the ${productId}`;

describe('rules in words', () => {
  it('name products, money and choices as merchants do', () => {
    const condition: Condition = {
      type: 'all',
      conditions: [
        { type: 'cart-total', currency: 'EUR', atLeast: 5000 },
        { type: 'not', condition: { type: 'contains-product', productIds: ['mug', 'cup'] } },
        {
          type: 'any',
          conditions: [
            { type: 'weekday', days: ['MONDAY', 'SUNDAY'] },
            { type: 'first-visit', is: true },
          ],
        },
      ],
    };
    expect(describeCondition(condition, titleOf)).toMatch(
      /^Cart total: at least .*50\.00.* and not \(Contains a product: the mug or the cup\) and \(Day of the week: Monday or Sunday or First visit: Yes\)$/,
    );
  });

  it('say of each type of offer what it gives, without a word of code', () => {
    for (const rule of demoRules) {
      const text = describeOffer(ruleInput.parse(rule).offer, titleOf);
      expect(text).not.toMatch(/[A-Z]_[A-Z]|undefined|\[object/);
      expect(text.length).toBeGreaterThan(10);
    }
  });

  it('give findings the names that the form gives conditions', () => {
    const message = 'The conditions cart-total and cart-quantity exclude each other, so the rule never holds';
    expect(findingText({ kind: 'contradictory', message })).toBe(
      'This rule can never apply. The conditions “Cart total” and “Units in the cart” exclude each other, so the rule never holds.',
    );
  });
});
