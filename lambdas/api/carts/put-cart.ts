import { putCart } from '#contracts/api/carts';
import { candidatesForCart } from '#lambdas/api/carts/candidates-for-cart';
import { cartFromInput, toCartBody } from '#lambdas/api/carts/cart-body';
import { type CartDependencies, runtimeDependencies } from '#lambdas/api/carts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

/** What goes with the cart is looked up here, once per change, and not at every look at its offers. */
export const makeHandler = (deps: CartDependencies) =>
  httpEndpoint(putCart, deps, async ({ params, body, company, now }) => {
    const cart = cartFromInput(params.cartId, body, now);
    const candidates = await candidatesForCart(deps.rows, company, cart);
    await deps.carts.put(company.company.companyId, { cart, candidates });
    return reply(toCartBody(cart));
  });

export const handler = makeHandler(runtimeDependencies());
