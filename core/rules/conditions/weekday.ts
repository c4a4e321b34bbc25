import { defineCondition } from '#core/rules/condition';
import { weekdays } from '#core/time/local-clock';

export const weekday = defineCondition({
  type: 'weekday',
  title: 'Day of the week',
  description: "It is one of these days in the store's zone.",
  reads: 'cart',
  args: { days: { kind: 'choices', options: weekdays, label: 'Days', description: 'Any of these counts.' } },
  holds: ({ days }, { clock }) => days.includes(clock.weekday),
});
