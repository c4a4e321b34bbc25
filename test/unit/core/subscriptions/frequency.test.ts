import {
  daysBetweenDeliveries,
  deliveryAt,
  nearestFrequency,
  type SubscriptionFrequency,
  subscriptionFrequencies,
} from '#core/subscriptions/frequency';

const dates = (start: string, frequency: SubscriptionFrequency, count: number) =>
  Array.from({ length: count }, (_, number) => deliveryAt(start, frequency, number).slice(0, 10));

describe('deliveryAt', () => {
  it('delivers on the last day of a month that lacks the day, and comes back to the day after it', () => {
    expect(dates('2026-01-31T08:30:00.000Z', 'MONTHLY', 6)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
    ]);
  });

  it('knows leap years', () => {
    expect(deliveryAt('2028-01-31T00:00:00.000Z', 'MONTHLY', 1)).toBe('2028-02-29T00:00:00.000Z');
    expect(dates('2028-02-29T00:00:00.000Z', 'ANNUALLY', 5)).toEqual([
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
    expect(deliveryAt('2100-01-30T00:00:00.000Z', 'MONTHLY', 1)).toBe('2100-02-28T00:00:00.000Z');
  });

  it.each([
    ['WEEKLY', '2026-03-04'],
    ['BIWEEKLY', '2026-03-11'],
    ['MONTHLY', '2026-03-25'],
    ['BIMONTHLY', '2026-04-25'],
    ['QUARTERLY', '2026-05-25'],
    ['BIANNUALLY', '2026-08-25'],
    ['ANNUALLY', '2027-02-25'],
  ] as const)('adds one step of %s', (frequency, due) => {
    expect(deliveryAt('2026-02-25T23:59:59.999Z', frequency, 1)).toBe(`${due}T23:59:59.999Z`);
  });

  it('crosses the end of a year', () => {
    expect(dates('2026-11-30T00:00:00.000Z', 'QUARTERLY', 3)).toEqual(['2026-11-30', '2027-02-28', '2027-05-30']);
  });

  it('never goes back, whatever the day it began', () => {
    for (const frequency of subscriptionFrequencies) {
      for (let day = 1; day <= 31; day += 1) {
        const due = dates(`2027-12-${String(day).padStart(2, '0')}T12:00:00.000Z`, frequency, 30);
        expect([...due].sort()).toEqual(due);
        expect(new Set(due).size).toBe(due.length);
      }
    }
  });
});

describe('nearestFrequency', () => {
  it.each([
    [1, 'WEEKLY'],
    [9.8, 'WEEKLY'],
    [10, 'BIWEEKLY'],
    [20, 'BIWEEKLY'],
    [21, 'MONTHLY'],
    [43, 'MONTHLY'],
    [43.1, 'BIMONTHLY'],
    [75, 'QUARTERLY'],
    [140, 'BIANNUALLY'],
    [3000, 'ANNUALLY'],
  ])('of %d days among all is %s, by ratio', (days, frequency) => {
    expect(nearestFrequency(days, subscriptionFrequencies)).toBe(frequency);
  });

  it('keeps to what is allowed, in whatever order', () => {
    expect(nearestFrequency(30, ['ANNUALLY', 'WEEKLY'])).toBe('WEEKLY');
    expect(nearestFrequency(30, [])).toBeUndefined();
  });

  it('takes the rarer of two that are equally near', () => {
    const between = Math.sqrt(7 * 14);
    expect(nearestFrequency(between, ['WEEKLY', 'BIWEEKLY'])).toBe('BIWEEKLY');
    expect(nearestFrequency(between, ['BIWEEKLY', 'WEEKLY'])).toBe('BIWEEKLY');
  });

  it('finds each frequency from its own length', () => {
    for (const frequency of subscriptionFrequencies) {
      expect(nearestFrequency(daysBetweenDeliveries(frequency), subscriptionFrequencies)).toBe(frequency);
    }
  });
});
