import { refundOrder } from '#contracts/api/orders';
import type { Order } from '#core/orders/order';
import type { RefundResult } from '#core/orders/refund-order';
import { utcInstant } from '#core/time/utc-instant';
import { countOrderOutcomes } from '#lambdas/api/orders/count-order-outcomes';
import { toOrderBody } from '#lambdas/api/orders/order-body';
import { type OrderDependencies, runtimeDependencies } from '#lambdas/api/orders/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const refundedOrder = (orderId: string, result: RefundResult | undefined): Order => {
  if (!result) return problem('not_found', `There is no order ${orderId}`);
  if (result.kind === 'refunded') return result.order;
  const { productId, asked, kept } = result;
  return problem('unprocessable', `Order ${orderId} has ${kept} units of ${productId} left, fewer than ${asked}`);
};

export const makeHandler = (deps: OrderDependencies) =>
  httpEndpoint(refundOrder, deps, async ({ params, body, company, now }) => {
    const refund = { ...body, refundedAt: utcInstant(body.refundedAt) };
    const result = await deps.orders.refund(company.company.companyId, params.orderId, refund);
    const order = refundedOrder(params.orderId, result);
    await countOrderOutcomes(deps, company.company.companyId, [order], now);
    return reply(toOrderBody(order));
  });

export const handler = makeHandler(runtimeDependencies());
