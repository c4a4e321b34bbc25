import { evaluateOffers } from '#core/offers/evaluate-offers';
import type { OfferRequest } from '#core/offers/offer-request';
import type { RuleDraft } from '#core/rules/targeting-rule';
import { anOfferRequest, aRule, eurProduct, offersNow } from '#test/support/offer-fixtures';

const shop = ['a', 'x', 'y', 'z'].map((id, index) => eurProduct(id, 1000 - index * 100));
const sells = (productId: string): Partial<RuleDraft> => ({ offer: { type: 'CROSS_SELL', productIds: [productId] } });

/** Ids of the rules that are shown, in order, and what became of all. */
const evaluate = (overrides: Partial<OfferRequest>) => {
  const { offers, trace } = evaluateOffers(anOfferRequest({ products: shop, ...overrides }));
  const decisions = Object.fromEntries(trace.map(({ rule, decision }) => [rule.ruleId, decision]));
  return { shown: offers.map(({ rule }) => rule.ruleId), decisions, trace };
};

describe('the order of offers', () => {
  it('goes by priority, then urgency, then expected value, then id', () => {
    const rules = [
      aRule('id-b', sells('z')),
      aRule('id-a', sells('z')),
      aRule('value', sells('x')),
      aRule('urgent', { ...sells('z'), urgency: 'CRITICAL' }),
      aRule('first', { ...sells('z'), priority: 101, urgency: 'LOW' }),
    ];
    const { trace } = evaluate({ rules });
    expect(trace.map(({ rule }) => rule.ruleId)).toEqual(['first', 'urgent', 'value', 'id-a', 'id-b']);
  });

  it('puts the urgencies from CRITICAL to LOW', () => {
    const rules = (['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const).map((urgency) =>
      aRule(urgency, { ...sells('x'), urgency }),
    );
    const { trace } = evaluate({ rules });
    expect(trace.map(({ rule }) => rule.ruleId)).toEqual(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']);
  });
});

describe('rules beside each other', () => {
  it('offer a product once: the rule that goes first has it, another takes its next one', () => {
    const both = { offer: { type: 'CROSS_SELL', productIds: ['x', 'y'] } } as const;
    const { shown, trace } = evaluate({
      rules: [
        aRule('r1', { ...sells('x'), priority: 200 }),
        aRule('r2', both),
        aRule('r3', { ...sells('x'), priority: 1 }),
      ],
    });
    expect(shown).toEqual(['r1', 'r2']);
    expect(trace[2]).toMatchObject({ decision: 'suppressed', byRuleId: 'r1' });
  });

  it('of one group show the first alone', () => {
    const inGroup = (productId: string, group: string) =>
      ({ ...sells(productId), combination: { mode: 'ONE_OF_GROUP', group } }) as const;
    const rules = [aRule('r1', inGroup('x', 'g')), aRule('r2', inGroup('y', 'g')), aRule('r3', inGroup('z', 'h'))];
    const { shown, trace } = evaluate({ rules });
    expect(shown).toEqual(['r1', 'r3']);
    expect(trace[1]).toMatchObject({ decision: 'suppressed', byRuleId: 'r1', detail: '"Rule r1" goes first' });
  });

  it('give way to an exclusive one that goes first, and keep away one that does not', () => {
    const exclusive = { ...sells('x'), combination: { mode: 'EXCLUSIVE' } } as const;
    expect(evaluate({ rules: [aRule('r1', exclusive), aRule('r2', sells('y'))] }).shown).toEqual(['r1']);
    const late = aRule('r1', { ...exclusive, priority: 1 });
    expect(evaluate({ rules: [late, aRule('r2', sells('y'))] }).shown).toEqual(['r2']);
  });

  it('are cut at the limit', () => {
    const rules = ['x', 'y', 'z'].map((id) => aRule(id, sells(id)));
    const { shown, decisions } = evaluate({ rules, limit: 2 });
    expect([shown, decisions]).toEqual([['x', 'y'], { x: 'offered', y: 'offered', z: 'over-limit' }]);
  });

  it('never take a line under its floor together: the second discount is what the first one left', () => {
    const products = [
      eurProduct('a', 1000, { cost: { amount: 800, currency: 'EUR' } }),
      eurProduct('x', 500),
      eurProduct('y', 500),
    ];
    const bundle = (productId: string) =>
      ({
        offer: {
          type: 'BUNDLE',
          productIds: ['a', productId],
          discountType: 'FIXED_AMOUNT',
          amount: 200,
          currency: 'EUR',
        },
      }) as const;
    const rules = [aRule('r1', bundle('x')), aRule('r2', bundle('y'))];
    const { offers } = evaluateOffers(anOfferRequest({ products, rules }));
    // 2.00 over 10.00 and 5.00: 1.33 off the line; of the second's 1.33 only 0.67 is left above the cost.
    expect(offers.map(({ offer }) => offer.cuts)).toEqual([
      [{ productId: 'a', perUnit: 133, units: 1 }],
      [{ productId: 'a', perUnit: 67, units: 1 }],
    ]);
  });
});

describe('a rule keeps silent', () => {
  const decisionOf = (draft: Partial<RuleDraft>, overrides: Partial<OfferRequest> = {}) =>
    evaluate({ rules: [aRule('r1', { ...sells('x'), ...draft })], ...overrides }).decisions.r1;

  it('outside its schedule: the beginning is included, the end is not', () => {
    expect(decisionOf({ schedule: { from: offersNow } })).toBe('offered');
    expect(decisionOf({ schedule: { from: '2026-11-20T10:00:00.001Z' } })).toBe('not-scheduled');
    expect(decisionOf({ schedule: { until: offersNow } })).toBe('not-scheduled');
    expect(decisionOf({ schedule: { until: '2026-11-20T10:00:00.001Z' } })).toBe('offered');
  });

  it('once its caps are reached, in the session or with the customer', () => {
    const seen = { session: { r1: { shown: 2 } }, customer: { r1: { shown: 5 } } };
    const capped = (caps: object) => decisionOf({ caps: { coolDownHours: 24, ...caps } }, { history: seen });
    expect([capped({ perSession: 2 }), capped({ perSession: 3 })]).toEqual(['capped', 'offered']);
    expect([capped({ perCustomer: 5 }), capped({ perCustomer: 6 })]).toEqual(['capped', 'offered']);
  });

  it('for the cool-down after a decline, whoever remembers it', () => {
    const declined = { r1: { shown: 1, declinedAt: '2026-11-19T11:00:00.000Z' } };
    const inSession = { history: { session: declined, customer: {} } };
    const byCustomer = { history: { session: {}, customer: declined } };
    const caps = (coolDownHours: number) => ({ caps: { coolDownHours } });
    expect([decisionOf(caps(24), inSession), decisionOf(caps(23), inSession)]).toEqual(['cooling-down', 'offered']);
    expect([decisionOf(caps(24), byCustomer), decisionOf(caps(0), byCustomer)]).toEqual(['cooling-down', 'offered']);
  });

  it('once its budget is used up', () => {
    const usage = new Map([['r1', { accepts: 10, discounts: { EUR: 5000 } }]]);
    const spent = (budget: RuleDraft['budget']) => decisionOf({ budget }, { usage });
    expect([spent({ mostAccepts: 10 }), spent({ mostAccepts: 11 })]).toEqual(['over-budget', 'offered']);
    expect(spent({ mostDiscount: { amount: 5000, currency: 'EUR' } })).toBe('over-budget');
    expect(spent({ mostDiscount: { amount: 5000, currency: 'USD' } })).toBe('offered');
  });

  it('when it is disabled, without a word', () => {
    expect(evaluate({ rules: [aRule('r1', { enabled: false })] }).trace).toEqual([]);
  });

  it('and tells which condition failed', () => {
    const conditions = { type: 'all', conditions: [{ type: 'device', devices: ['mobile'] }] } as const;
    expect(evaluate({ rules: [aRule('r1', { conditions })] }).trace[0]).toMatchObject({
      decision: 'condition-failed',
      pointer: '/conditions/0',
      detail: 'device does not hold',
    });
  });
});

it('nothing at all makes no offers', () => {
  expect(evaluateOffers(anOfferRequest())).toEqual({ offers: [], trace: [], cartTotalAmount: 1000 });
});
