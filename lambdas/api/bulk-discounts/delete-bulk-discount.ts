import { deleteBulkDiscount } from '#contracts/api/bulk-discounts';
import { type BulkDiscountDependencies, runtimeDependencies } from '#lambdas/api/bulk-discounts/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { noContent } from '#lambdas/shared/reply';

export const makeHandler = (deps: BulkDiscountDependencies) =>
  httpEndpoint(deleteBulkDiscount, deps, async ({ params: { productId }, company, person, now }) => {
    await deps.discounts.clear(company.company.companyId, productId, { now, by: person.userId });
    return noContent;
  });

export const handler = makeHandler(runtimeDependencies());
