/**
 * How often a subscription delivers, and when: calendar arithmetic in UTC days.
 *
 * Months are added to the first delivery, not to the last one, and a day that a month does not have becomes the
 * month's last: 31 January, 28 February, 31 March, 30 April … (RFC 5545 leaves such days out; shops deliver early instead).
 */
export const subscriptionFrequencies = [
  'WEEKLY',
  'BIWEEKLY',
  'MONTHLY',
  'BIMONTHLY',
  'QUARTERLY',
  'BIANNUALLY',
  'ANNUALLY',
] as const;
export type SubscriptionFrequency = (typeof subscriptionFrequencies)[number];

interface Step {
  readonly unit: 'day' | 'month';
  readonly count: number;
}

const steps: Record<SubscriptionFrequency, Step> = {
  WEEKLY: { unit: 'day', count: 7 },
  BIWEEKLY: { unit: 'day', count: 14 },
  MONTHLY: { unit: 'month', count: 1 },
  BIMONTHLY: { unit: 'month', count: 2 },
  QUARTERLY: { unit: 'month', count: 3 },
  BIANNUALLY: { unit: 'month', count: 6 },
  ANNUALLY: { unit: 'month', count: 12 },
};

/** Mean length of a month of the Gregorian calendar in days. */
const daysInMonth = 365.2425 / 12;
const dayMs = 86_400_000;

/** Mean days between two deliveries. */
export const daysBetweenDeliveries = (frequency: SubscriptionFrequency): number => {
  const { unit, count } = steps[frequency];
  return unit === 'day' ? count : count * daysInMonth;
};

const addMonths = (start: Date, months: number): Date => {
  const firstOfMonth = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const first = new Date(firstOfMonth);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const timeOfDay = start.getTime() % dayMs;
  return new Date(firstOfMonth + (Math.min(start.getUTCDate(), lastDay) - 1) * dayMs + timeOfDay);
};

/**
 * When a delivery is due.
 * @param start the first delivery, ISO-8601 UTC, from 1970 on
 * @param number 0 for the first delivery, 1 for the next …
 * @returns ISO-8601 UTC
 */
export const deliveryAt = (start: string, frequency: SubscriptionFrequency, number: number): string => {
  const { unit, count } = steps[frequency];
  const first = new Date(start);
  const due = unit === 'day' ? new Date(first.getTime() + number * count * dayMs) : addMonths(first, number * count);
  return due.toISOString();
};

/**
 * The allowed frequency nearest to a number of days, by ratio: 45 days are nearer to 60.9 than to 30.4 only beyond their
 * geometric mean of 43. Of two equally near ones the rarer, so that nobody is sent more than they use.
 * @returns undefined when none is allowed
 */
export const nearestFrequency = (
  days: number,
  allowed: readonly SubscriptionFrequency[],
): SubscriptionFrequency | undefined => {
  // In billionths, so that what is equally near is not told apart by rounding.
  const distance = (frequency: SubscriptionFrequency) =>
    Math.round(1e9 * Math.abs(Math.log(daysBetweenDeliveries(frequency) / days)));
  const [nearest] = [...allowed].sort(
    (a, b) => distance(a) - distance(b) || daysBetweenDeliveries(b) - daysBetweenDeliveries(a),
  );
  return nearest;
};
