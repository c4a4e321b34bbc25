import { defineCondition } from '#core/rules/condition';

export const country = defineCondition({
  type: 'country',
  title: 'Country',
  description: 'Where the cart goes, as the shop page says. Fails when it says nothing.',
  reads: 'cart',
  args: {
    countries: {
      kind: 'texts',
      of: 'country',
      least: 1,
      most: 250,
      label: 'Countries',
      description: 'ISO 3166-1 codes such as DE; any of these counts.',
    },
  },
  holds: ({ countries }, { cart }) => cart.context.country !== undefined && countries.includes(cart.context.country),
});
