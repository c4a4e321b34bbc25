import { batchUpsertProducts, productInput } from '#contracts/api/catalog';
import { productFromInput } from '#lambdas/api/catalog/product-from-input';
import { type CatalogDependencies, runtimeDependencies } from '#lambdas/api/catalog/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { writeBatch } from '#lambdas/shared/judge-batch';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CatalogDependencies) =>
  httpEndpoint(batchUpsertProducts, deps, async ({ body, company, now }) => {
    const { companyId } = company.company;
    const write = (inputs: Parameters<typeof productFromInput>[0][]) =>
      deps.products.upsertMany(
        companyId,
        inputs.map((input) => productFromInput(input, now)),
      );
    return reply(
      await writeBatch(body.products, { schema: productInput, root: '/body/products', idField: 'productId', write }),
    );
  });

export const handler = makeHandler(runtimeDependencies());
