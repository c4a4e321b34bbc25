import { entitlementNames as entitlements, plans } from '#core/plans/plan';
import { entitlementNames, priceText, quotaText } from '../../../../../web/admin/src/settings/plan-words.ts';
import { countsText } from '../../../../../web/admin/src/settings/privacy-words.ts';

const shown = plans.map(({ names, ...plan }) => ({ ...plan, entitlements: [...names] }));

describe('plans in words', () => {
  it('name all that a plan may include', () => {
    expect(Object.keys(entitlementNames).sort()).toEqual([...entitlements].sort());
  });

  it('say the price and the number, or that there is none', () => {
    const [free, , , , enterprise] = shown;
    expect(priceText(free!)).toMatch(/0[.,]00.* a month$/);
    expect(quotaText(free!)).toMatch(/^1.?000 recommendations a month$/);
    expect(priceText(enterprise!)).toBe('by agreement');
    expect(quotaText(enterprise!)).toBe('any number of recommendations');
  });
});

describe('what was found of a person', () => {
  it('is told by kind in words, without zeros', () => {
    expect(countsText({ ordersKept: 2, 'archive-lines': 1200, carts: 0 })).toMatch(
      /^archive lines: 1.?200 · orders kept: 2$/,
    );
    expect(countsText({ carts: 0 })).toBe('Nothing was kept of this person.');
  });
});
