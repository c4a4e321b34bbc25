import { getCart } from '#contracts/api/carts';
import { toCartBody } from '#lambdas/api/carts/cart-body';
import { type CartDependencies, runtimeDependencies } from '#lambdas/api/carts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CartDependencies) =>
  httpEndpoint(getCart, deps, async ({ params, company }) => {
    const stored = await deps.carts.get(company.company.companyId, params.cartId);
    return stored ? reply(toCartBody(stored.cart)) : problem('not_found', `There is no cart ${params.cartId}`);
  });

export const handler = makeHandler(runtimeDependencies());
