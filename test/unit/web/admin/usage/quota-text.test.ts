import { quotaText } from '../../../../../web/admin/src/usage/quota-text.ts';
import type { Usage } from '../../../../../web/admin/src/usage/use-usage.ts';

const quota = {
  recommendationsPerMonth: 1_000,
  usedBasisPoints: 5_000,
  isUsedUp: false,
  usedUpOn: null,
  whenOverQuota: 'basic-list',
} as const;

const usage = (change: Partial<Usage>): Usage => ({
  month: '2026-11',
  timeZone: 'UTC',
  plan: 'free',
  served: 500,
  quota,
  widgetTypes: { used: 1, most: 2, isOver: false },
  days: [],
  placements: [],
  forecast: null,
  ...change,
});

describe('what merchants are told of their quota', () => {
  it('is nothing while there is room, and without a quota', () => {
    expect(quotaText(usage({}))).toBeUndefined();
    expect(quotaText(usage({ quota: null, served: 1e9 }))).toBeUndefined();
  });

  it('is when it will run out, as soon as that is expected', () => {
    const forecast = { served: 1_400, low: 1_200, high: 1_600, usedUpOn: '2026-11-27' };
    expect(quotaText(usage({ forecast }))).toEqual({
      severity: 'info',
      text: expect.stringMatching(/served 500 of 1,000 recommendations\. At this rate they are used up on .*27.*\.$/),
    });
    expect(quotaText(usage({ quota: { ...quota, usedBasisPoints: 8_000 }, served: 800 }))?.severity).toBe('info');
  });

  it('is what shoppers see instead, once it is used up', () => {
    const over = { ...quota, isUsedUp: true, usedBasisPoints: 12_000 };
    expect(quotaText(usage({ quota: over, served: 1_200 }))).toMatchObject({ severity: 'warning' });
    expect(quotaText(usage({ quota: over }))?.text).toContain('the same for everybody');
    expect(quotaText(usage({ quota: { ...over, whenOverQuota: 'stop' } }))?.text).toContain('shoppers see none');
  });
});
