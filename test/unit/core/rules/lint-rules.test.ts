import type { Condition } from '#core/rules/condition-declarations';
import { excludingPair, implies } from '#core/rules/implication';
import { lintOneRule, lintTargetingRules } from '#core/rules/lint-rules';
import { aRule, offersNow } from '#test/support/offer-fixtures';

const all = (...conditions: Condition[]): Condition => ({ type: 'all', conditions });
const total = (atLeast: number): Condition => ({ type: 'cart-total', currency: 'EUR', atLeast });
const found = (...rules: ReturnType<typeof aRule>[]) =>
  lintTargetingRules(rules, offersNow).map(({ kind, ruleId, otherRuleId }) => [kind, ruleId, otherRuleId]);
const gift = (productId: string) => ({ type: 'FREE_GIFT', productIds: [productId] }) as const;

describe('the linter', () => {
  it('finds nothing wrong with rules that go together', () => {
    expect(found(aRule('r1', { offer: gift('a') }), aRule('r2', { offer: gift('b') }))).toEqual([]);
    expect(found()).toEqual([]);
  });

  it.each<[string, Condition]>([
    ['a range that is empty', { type: 'cart-quantity', atLeast: 5, atMost: 4 }],
    ['ranges that do not meet', all(total(5000), { type: 'cart-total', currency: 'EUR', atMost: 4999 })],
    ['two currencies', all(total(1), { type: 'cart-total', currency: 'USD', atLeast: 1 })],
    ['two countries', all({ type: 'country', countries: ['DE'] }, { type: 'country', countries: ['AT'] })],
    [
      'windows apart',
      all(
        { type: 'time-window', from: '08:00', until: '10:00' },
        { type: 'time-window', from: '10:00', until: '12:00' },
      ),
    ],
    ['a condition and its opposite', all(total(5000), { type: 'not', condition: total(3000) })],
    ['nested groups', all(all({ type: 'weekday', days: ['MONDAY'] }), { type: 'weekday', days: ['SUNDAY'] })],
  ])('finds a contradiction: %s', (_, conditions) => {
    expect(found(aRule('r1', { conditions }))).toEqual([['contradictory', 'r1', null]]);
  });

  it.each<[string, Condition]>([
    ['ranges that touch', all(total(5000), { type: 'cart-total', currency: 'EUR', atMost: 5000 })],
    [
      'segments, of which a customer has several',
      all({ type: 'customer-segment', segments: ['vip'] }, { type: 'customer-segment', segments: ['returning'] }),
    ],
    [
      'windows over midnight that meet',
      all(
        { type: 'time-window', from: '22:00', until: '02:00' },
        { type: 'time-window', from: '01:00', until: '03:00' },
      ),
    ],
    ['a weaker opposite', all(total(3000), { type: 'not', condition: total(5000) })],
  ])('finds no contradiction in %s', (_, conditions) => {
    expect(found(aRule('r1', { conditions }))).toEqual([]);
  });

  it('finds rules that can never be shown: their schedule ended, or they offer what must be in the cart', () => {
    const ended = aRule('r1', { schedule: { until: offersNow }, offer: gift('a') });
    const conditions = { type: 'contains-product', productIds: ['x'] } as const;
    const circular = aRule('r2', { conditions, offer: gift('x') });
    expect(found(ended, circular)).toEqual([
      ['unreachable', 'r1', null],
      ['unreachable', 'r2', null],
    ]);
  });

  const exclusive = { mode: 'EXCLUSIVE' } as const;
  const first = { priority: 200, offer: gift('a') };

  it('finds a rule in the shadow of one that goes first, asks for no more and keeps it away', () => {
    const behind = aRule('r2', { conditions: all(total(5000), { type: 'device', devices: ['mobile'] }) });
    const shadowing = aRule('r1', { ...first, conditions: total(3000), combination: exclusive });
    expect(found(behind, shadowing)).toEqual([['shadowed', 'r2', 'r1']]);
  });

  it.each([
    ['it asks for more', { conditions: total(9000), combination: exclusive }],
    ['it lets others beside it', { conditions: total(1) }],
    ['it has a cap', { combination: exclusive, caps: { coolDownHours: 1, perSession: 1 } }],
    ['it has a budget', { combination: exclusive, budget: { mostAccepts: 1 } }],
    ['it holds for a while only', { combination: exclusive, schedule: { until: '2027-01-01T00:00:00.000Z' } }],
    ['it goes second', { combination: exclusive, priority: 1 }],
  ])('finds no shadow when %s', (_, draft) => {
    expect(found(aRule('r2', { conditions: total(5000) }), aRule('r1', { ...first, ...draft }))).toEqual([]);
  });

  it('finds rules that make the same offer to some of the same carts', () => {
    const offer = { type: 'CROSS_SELL', productIds: ['x', 'y'] } as const;
    const rules = [
      aRule('r1', { offer, conditions: total(1) }),
      aRule('r2', { offer: { ...offer, productIds: ['y', 'x'] } }),
      aRule('r3', { offer, conditions: { type: 'cart-total', currency: 'EUR', atMost: 0 } }),
    ];
    expect(found(...rules)).toEqual([
      ['overlapping', 'r1', 'r2'],
      ['overlapping', 'r2', 'r3'],
    ]);
  });

  it('says nothing of disabled rules, and about one rule only what concerns it', () => {
    const bad = { conditions: { type: 'cart-quantity', atLeast: 2, atMost: 1 } } as const;
    expect(found(aRule('r1', { ...bad, enabled: false }))).toEqual([]);
    expect(lintOneRule(aRule('r1'), [aRule('r2', bad), aRule('r3')], offersNow)).toMatchObject([
      { kind: 'overlapping', ruleId: 'r1', otherRuleId: 'r3' },
    ]);
  });

  it('finds the same in any order', () => {
    const rules = ['r1', 'r2', 'r3'].map((ruleId) => aRule(ruleId, { priority: Number(ruleId[1]) }));
    expect(found(...rules.toReversed())).toEqual(found(...rules));
  });
});

describe('implication', () => {
  const product = (productIds: string[], atLeast?: number): Condition => ({
    type: 'contains-product',
    productIds,
    ...(atLeast !== undefined && { atLeast }),
  });

  it.each<[Condition, Condition, boolean]>([
    [total(5000), total(3000), true],
    [total(3000), total(5000), false],
    [product(['a']), product(['a', 'b']), true],
    [product(['a', 'b']), product(['a']), false],
    [product(['b', 'a'], 2), product(['a', 'b'], 2), true],
    [product(['a'], 2), product(['a', 'b']), false],
    [total(5000), { type: 'any', conditions: [total(3000), product(['a'])] }, true],
    [
      { type: 'utm', parameter: 'source', values: ['MAIL'] },
      { type: 'utm', parameter: 'source', values: ['mail'] },
      true,
    ],
    [{ type: 'utm', parameter: 'source', values: ['a'] }, { type: 'utm', parameter: 'medium', values: ['a'] }, false],
  ])('%j implies %j: %s', (stronger, weaker, expected) => {
    expect(implies([stronger], [weaker])).toBe(expected);
  });

  it('of nothing is always so, and nothing excludes nothing', () => {
    expect(implies([], [])).toBe(true);
    expect(implies([], [total(1)])).toBe(false);
    expect(excludingPair([])).toBeUndefined();
  });
});
