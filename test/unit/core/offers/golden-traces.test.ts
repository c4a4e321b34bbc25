import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldenCart, traceOf } from '#test/support/golden-shop';

/** Written once, then read through cart by cart; a change of a line is a change of what shoppers see. */
const carts = JSON.parse(readFileSync(join(__dirname, 'golden-traces.json'), 'utf8')) as GoldenCart[];

it('there are 30 carts', () => {
  expect(carts).toHaveLength(30);
});

it.each(carts.map((cart) => [cart.title, cart] as const))('%s', (_, { trace, ...cart }) => {
  expect(traceOf(cart)).toEqual(trace);
});
