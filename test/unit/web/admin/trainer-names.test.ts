import { costText, problemText } from '../../../../web/admin/src/models/trainer-names.ts';

const training = {
  options: [
    { trainer: 'built-in', isAvailable: true, problems: [], costEstimate: { amountMicroUsd: 0, basis: 'functions' } },
    { trainer: 'athena', isAvailable: false, problems: [], costEstimate: null },
    {
      trainer: 'personalize',
      isAvailable: true,
      problems: ['purchases: 5 of at least 1,000', 'views: 7 of at least 1,000'],
      costEstimate: { amountMicroUsd: 1_230_000, basis: 'a run' },
    },
  ],
} satisfies Parameters<typeof problemText>[0];

describe('what is said of a trainer', () => {
  it('names what the deployment or the store lacks for it', () => {
    expect(problemText(training, 'built-in')).toBeUndefined();
    expect(problemText(training, 'auto')).toBeUndefined();
    expect(problemText(training, 'athena')).toBe('Not switched on in this deployment.');
    expect(problemText(training, 'personalize')).toBe(
      'Not yet: purchases: 5 of at least 1,000; views: 7 of at least 1,000.',
    );
  });

  it('gives the price of a run with what was counted, where there is one', () => {
    expect(costText(training, 'personalize')).toBe('About $1.23 (a run).');
    const cheap = {
      trainer: 'athena' as const,
      isAvailable: true,
      problems: [],
      costEstimate: { amountMicroUsd: 300, basis: 'a run' },
    };
    expect(costText({ options: [cheap] }, 'athena')).toBe('Less than a cent (a run).');
    expect(costText(training, 'athena')).toContain('after the next one');
    expect([costText(training, 'auto'), costText(training, 'built-in')]).toEqual(['', '']);
  });
});
