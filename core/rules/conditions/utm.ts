import { utmParameters } from '#core/carts/cart';
import { defineCondition } from '#core/rules/condition';

export const utm = defineCondition({
  type: 'utm',
  title: 'Campaign',
  description: 'A campaign parameter (UTM) of the visit has any of these values. Upper and lower case do not matter.',
  reads: 'cart',
  args: {
    parameter: { kind: 'choice', options: utmParameters, label: 'Parameter', description: 'Which UTM parameter.' },
    values: { kind: 'texts', of: 'text', least: 1, most: 50, label: 'Values', description: 'Any of these counts.' },
  },
  holds: ({ parameter, values }, { cart }) => {
    const given = cart.context.utm?.[parameter]?.toLowerCase();
    return given !== undefined && values.some((value) => value.toLowerCase() === given);
  },
});
