import { defineCondition } from '#core/rules/condition';

const hostOf = (address: string): string => {
  try {
    return new URL(address).hostname.toLowerCase();
  } catch {
    return '';
  }
};

export const referrer = defineCondition({
  type: 'referrer',
  title: 'Referring site',
  description: 'The shopper came from any of these sites or from a part of one. Fails when the page does not know.',
  reads: 'cart',
  args: {
    hosts: {
      kind: 'texts',
      of: 'text',
      least: 1,
      most: 50,
      label: 'Sites',
      description: 'Host names such as example.com, which covers www.example.com.',
    },
  },
  holds: ({ hosts }, { cart }) => {
    const from = hostOf(cart.context.referrer ?? '');
    return hosts.map((host) => host.toLowerCase()).some((host) => from === host || from.endsWith(`.${host}`));
  },
});
