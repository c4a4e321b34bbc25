import { linkOf as adminLinkOf } from '#core/analytics/opportunities/link-of';
import type { Opportunity as CoreOpportunity } from '#core/analytics/opportunity';
import { nameOfEntry } from '../../../../../web/admin/src/results/entry-names.ts';
import { evidenceText, linkOf, titleOf } from '../../../../../web/admin/src/results/opportunity-words.ts';
import { questionOf, suggestedForm } from '../../../../../web/admin/src/results/return-form.ts';
import { firstRuleForm } from '../../../../../web/admin/src/upsell/first-rule-form.ts';
import { inputOf } from '../../../../../web/admin/src/upsell/rule-form.ts';

const known = {
  rule: (id: string) => (id === 'r1' ? 'Tea for two' : undefined),
  experiment: (id: string) => (id === 'e1' ? 'Mug test' : undefined),
};

describe('entries of a breakdown', () => {
  it('are named as merchants know them, with the page that acts on them', () => {
    expect(nameOfEntry({ ruleId: 'r1' }, 'rule', known)).toEqual({
      name: 'Tea for two',
      to: '/momentum/upsell/rules/r1',
    });
    expect(nameOfEntry({ experimentId: 'e1', variant: 'b' }, 'experiment', known)).toEqual({
      name: 'Mug test: b',
      to: '/momentum/experiments/e1',
    });
    expect(nameOfEntry({ placement: 'hybrid' }, 'placement', known).name).toBe('Recommendations (blend)');
    expect(nameOfEntry({ relation: 'also-bought' }, 'relation', known).name).toBe('Also bought');
    expect(nameOfEntry({ modelVersion: 'm1' }, 'model', known)).toEqual({ name: 'm1', to: '/momentum/models' });
  });

  it('lead nowhere when what they are about is gone or was not said', () => {
    expect(nameOfEntry({ ruleId: 'r2' }, 'rule', known)).toEqual({ name: 'Deleted rule r2' });
    expect(nameOfEntry({ experimentId: 'e2', variant: null }, 'experiment', known)).toEqual({
      name: 'Deleted experiment e2: not said by the page',
    });
    for (const by of ['placement', 'relation', 'rule', 'experiment', 'model'] as const) {
      expect(nameOfEntry({}, by, known)).toEqual({ name: 'Not said by the page' });
    }
  });
});

const found: CoreOpportunity = {
  opportunityId: 'pair-not-shown:mug:tea',
  kind: 'pair-not-shown',
  productIds: ['mug', 'tea'],
  titles: ['Mug', 'Tea'],
  evidence: { ordersWithBoth: 6, ordersWithFirst: 11, lift: 13.72 },
  stake: { value: 6, unit: 'orders-beyond-chance' },
};
const opportunity = {
  ...found,
  productIds: [...found.productIds],
  titles: [...found.titles],
  missing: undefined,
  draft: null,
  link: adminLinkOf(found),
};

describe('opportunities', () => {
  it('say the counts behind them and nothing that a change would bring', () => {
    expect(titleOf(opportunity)).toBe('Mug + Tea');
    expect(evidenceText(opportunity)).toMatch(
      /^6 of the 11 orders with Mug hold Tea, too: 13[.,]7 times as often as by chance\.$/,
    );
    const thin = { ...opportunity, kind: 'thin-content' as const, evidence: { views: 1, ordersWith: 2 } };
    expect(evidenceText({ ...thin, missing: ['brand', 'image'] })).toBe(
      'It lacks a brand and a picture; looked at 1 time, bought in 2 orders.',
    );
  });

  it('lead to a rule that offers the second product with the first', () => {
    const [path, search] = linkOf(opportunity).split('?');
    expect(path).toBe('/momentum/upsell/new');
    expect(inputOf(firstRuleForm(new URLSearchParams(search), 'EUR'))).toMatchObject({
      conditions: { type: 'all', conditions: [{ type: 'contains-product', productIds: ['mug'] }] },
      offer: { type: 'CROSS_SELL', productIds: ['tea'] },
    });
  });
});

describe('a new rule', () => {
  it('asks for the variant from whose experiment it is made', () => {
    const form = firstRuleForm(new URLSearchParams({ experiment: 'e1', variant: 'b' }), 'EUR');
    expect(inputOf(form).conditions).toEqual({
      type: 'all',
      conditions: [{ type: 'experiment-variant', experimentId: 'e1', variants: ['b'] }],
    });
  });

  it('is empty without a wish, or with one that cannot be', () => {
    const form = firstRuleForm(new URLSearchParams({ type: 'NOTHING' }), 'EUR');
    expect(inputOf(form)).toMatchObject({ conditions: { conditions: [] }, offer: { type: 'CROSS_SELL' } });
  });
});

describe('the calculator', () => {
  it('begins with the month that the last days make, and asks only when nothing is missing', () => {
    const form = suggestedForm({ orders: 28, orderValue: 5007.4, margin: 300, costedRevenue: 1000 }, 28);
    expect(form).toMatchObject({ ordersPerMonth: 30, orderValueMinor: 5007, marginBasisPoints: 3000 });
    expect(questionOf(form, 'EUR')).toMatchObject({ currency: 'EUR', ordersPerMonth: 30 });
    expect(questionOf({ ...form, monthlyCostMinor: undefined }, 'EUR')).toBeUndefined();
  });

  it('has something to begin with in a store without orders', () => {
    expect(suggestedForm(undefined, 28)).toMatchObject({ ordersPerMonth: 0, orderValueMinor: 0 });
  });
});
