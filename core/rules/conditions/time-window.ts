import { defineCondition } from '#core/rules/condition';

/** `HH:MM` as minutes since midnight. */
export const minutesOf = (timeOfDay: string): number => {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
};

export const timeWindow = defineCondition({
  type: 'time-window',
  title: 'Time of day',
  description:
    "The clock in the store's zone shows a time in this window. A window that ends before it begins goes over midnight. On a night of a clock change the clock decides: an hour that is skipped does not come, one that comes twice counts twice.",
  reads: 'cart',
  args: {
    from: { kind: 'time-of-day', label: 'From', description: 'First minute, included.' },
    until: { kind: 'time-of-day', label: 'Until', description: 'End, not included.' },
  },
  holds: (args, { clock }) => {
    const [from, until] = [minutesOf(args.from), minutesOf(args.until)];
    const now = clock.minuteOfDay;
    return from < until ? now >= from && now < until : now >= from || now < until;
  },
});
