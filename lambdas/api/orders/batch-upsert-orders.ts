import type * as z from 'zod';
import { batchUpsertOrders, orderInput } from '#contracts/api/orders';
import { countOrderOutcomes } from '#lambdas/api/orders/count-order-outcomes';
import { orderFromInput } from '#lambdas/api/orders/order-body';
import { type OrderDependencies, runtimeDependencies } from '#lambdas/api/orders/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { writeBatch } from '#lambdas/shared/judge-batch';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: OrderDependencies) =>
  httpEndpoint(batchUpsertOrders, deps, async ({ body, company, now }) => {
    const { companyId } = company.company;
    const write = async (inputs: z.output<typeof orderInput>[]) => {
      const orders = inputs.map(orderFromInput);
      const outcomes = await deps.orders.upsertMany(companyId, orders);
      await countOrderOutcomes(deps, companyId, orders, now);
      return outcomes;
    };
    return reply(
      await writeBatch(body.orders, { schema: orderInput, root: '/body/orders', idField: 'orderId', write }),
    );
  });

export const handler = makeHandler(runtimeDependencies());
