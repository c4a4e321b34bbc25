import type * as z from 'zod';
import { batchUpsertOrders, orderInput } from '#contracts/api/orders';
import { orderFromInput } from '#lambdas/api/orders/order-body';
import { type OrderDependencies, runtimeDependencies } from '#lambdas/api/orders/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { writeBatch } from '#lambdas/shared/judge-batch';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: OrderDependencies) =>
  httpEndpoint(batchUpsertOrders, deps, async ({ body, company }) => {
    const write = (inputs: z.output<typeof orderInput>[]) =>
      deps.orders.upsertMany(company.company.companyId, inputs.map(orderFromInput));
    return reply(
      await writeBatch(body.orders, { schema: orderInput, root: '/body/orders', idField: 'orderId', write }),
    );
  });

export const handler = makeHandler(runtimeDependencies());
