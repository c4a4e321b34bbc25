import { deleteCart } from '#contracts/api/carts';
import { type CartDependencies, runtimeDependencies } from '#lambdas/api/carts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { noContent } from '#lambdas/shared/reply';

export const makeHandler = (deps: CartDependencies) =>
  httpEndpoint(deleteCart, deps, async ({ params, company }) => {
    await deps.carts.delete(company.company.companyId, params.cartId);
    return noContent;
  });

export const handler = makeHandler(runtimeDependencies());
