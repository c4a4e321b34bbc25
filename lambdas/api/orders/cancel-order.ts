import { cancelOrder } from '#contracts/api/orders';
import { utcInstant } from '#core/time/utc-instant';
import { countOrderOutcomes } from '#lambdas/api/orders/count-order-outcomes';
import { toOrderBody } from '#lambdas/api/orders/order-body';
import { type OrderDependencies, runtimeDependencies } from '#lambdas/api/orders/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: OrderDependencies) =>
  httpEndpoint(cancelOrder, deps, async ({ params, body, company, now }) => {
    const cancelledAt = utcInstant(body.cancelledAt);
    const order = await deps.orders.cancel(company.company.companyId, params.orderId, cancelledAt);
    if (order) await countOrderOutcomes(deps, company.company.companyId, [order], now);
    return order ? reply(toOrderBody(order)) : problem('not_found', `There is no order ${params.orderId}`);
  });

export const handler = makeHandler(runtimeDependencies());
