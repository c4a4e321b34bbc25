import { listProducts } from '#contracts/api/catalog';
import { toProductBody } from '#lambdas/api/catalog/product-body';
import { type CatalogDependencies, runtimeDependencies } from '#lambdas/api/catalog/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CatalogDependencies) =>
  httpEndpoint(listProducts, deps, async ({ query, company }) => {
    const { data, nextCursor } = await deps.products.list(company.company.companyId, query);
    return reply({ data: data.map(toProductBody), nextCursor });
  });

export const handler = makeHandler(runtimeDependencies());
