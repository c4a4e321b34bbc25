import { devices } from '#core/carts/cart';
import { defineCondition } from '#core/rules/condition';

export const device = defineCondition({
  type: 'device',
  title: 'Device',
  description: 'What the shopper holds, as the shop page says. Fails when it says nothing.',
  reads: 'cart',
  args: { devices: { kind: 'choices', options: devices, label: 'Devices', description: 'Any of these counts.' } },
  holds: (args, { cart }) => cart.context.device !== undefined && args.devices.includes(cart.context.device),
});
