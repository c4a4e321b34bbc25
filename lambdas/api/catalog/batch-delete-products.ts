import { batchDeleteProducts } from '#contracts/api/catalog';
import { type CatalogDependencies, runtimeDependencies } from '#lambdas/api/catalog/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CatalogDependencies) =>
  httpEndpoint(batchDeleteProducts, deps, async ({ body, company }) => {
    const existed = await deps.products.deleteMany(company.company.companyId, body.productIds);
    const results = body.productIds.map((id) => ({ id, status: existed.has(id) ? 'deleted' : 'unchanged' }) as const);
    return reply({ results, accepted: results.length, rejected: 0 });
  });

export const handler = makeHandler(runtimeDependencies());
