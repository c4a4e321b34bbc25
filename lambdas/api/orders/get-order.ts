import { getOrder } from '#contracts/api/orders';
import { toOrderBody } from '#lambdas/api/orders/order-body';
import { type OrderDependencies, runtimeDependencies } from '#lambdas/api/orders/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: OrderDependencies) =>
  httpEndpoint(getOrder, deps, async ({ params, company }) => {
    const order = await deps.orders.get(company.company.companyId, params.orderId);
    return order ? reply(toOrderBody(order)) : problem('not_found', `There is no order ${params.orderId}`);
  });

export const handler = makeHandler(runtimeDependencies());
