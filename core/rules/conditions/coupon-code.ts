import { defineCondition } from '#core/rules/condition';

export const couponCode = defineCondition({
  type: 'coupon-code',
  title: 'Coupon code',
  description: 'The shopper has entered any of these codes. Upper and lower case do not matter.',
  reads: 'cart',
  args: {
    codes: {
      kind: 'texts',
      of: 'coupon',
      least: 1,
      most: 50,
      label: 'Codes',
      description: 'Any of these counts.',
    },
  },
  holds: ({ codes }, { cart }) => {
    const entered = new Set(cart.couponCodes.map((code) => code.toUpperCase()));
    return codes.some((code) => entered.has(code.toUpperCase()));
  },
});
