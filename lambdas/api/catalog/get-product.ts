import { getProduct } from '#contracts/api/catalog';
import { toProductBody } from '#lambdas/api/catalog/product-body';
import { type CatalogDependencies, runtimeDependencies } from '#lambdas/api/catalog/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CatalogDependencies) =>
  httpEndpoint(getProduct, deps, async ({ params, company }) => {
    const product = await deps.products.get(company.company.companyId, params.productId);
    return product ? reply(toProductBody(product)) : problem('not_found', `There is no product ${params.productId}`);
  });

export const handler = makeHandler(runtimeDependencies());
