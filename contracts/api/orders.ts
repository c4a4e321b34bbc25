import * as z from 'zod';
import { batchResponse } from '#contracts/api/catalog';
import { defineOperation } from '#contracts/operation';
import { currencyCode, emptyObject, externalId, isoInstant, money } from '#contracts/scalars';
import { orderStatuses } from '#core/orders/order';

const orderLineInput = z.strictObject({
  productId: externalId,
  quantity: z.number().int().min(1).max(1e6),
  refundedQuantity: z
    .number()
    .int()
    .min(0)
    .max(1e6)
    .default(0)
    .describe('Units sent back, as the store counts them; refunds recorded here stay counted in any case'),
  unitPrice: money.extend({ amount: z.number().int().min(0).max(1e12) }),
});

/** An order as a store sends it. The same `orderId` again replaces it when its `updatedAt` is not older. */
export const orderInput = z
  .strictObject({
    orderId: externalId,
    customerId: externalId.optional(),
    sessionId: externalId.optional(),
    status: z.enum(orderStatuses).default('placed'),
    currency: currencyCode,
    lines: z.array(orderLineInput).min(1).max(2000),
    orderedAt: isoInstant,
    updatedAt: isoInstant.optional().describe('Defaults to orderedAt'),
  })
  .superRefine((order, context) => {
    order.lines.forEach((line, index) => {
      if (line.unitPrice.currency !== order.currency) {
        context.addIssue({
          code: 'custom',
          path: ['lines', index, 'unitPrice', 'currency'],
          message: `differs from the order's ${order.currency}`,
        });
      }
      if (line.refundedQuantity > line.quantity) {
        context.addIssue({
          code: 'custom',
          path: ['lines', index, 'refundedQuantity'],
          message: 'is more than the quantity bought',
        });
      }
    });
  });

export const orderSchema = z.object({
  orderId: z.string(),
  customerId: z.string().optional(),
  sessionId: z.string().optional(),
  status: z.enum(orderStatuses),
  currency: currencyCode,
  lines: z.array(
    z.object({
      productId: z.string(),
      quantity: z.number().int(),
      refundedQuantity: z.number().int(),
      unitPrice: money,
    }),
  ),
  orderedAt: isoInstant,
  updatedAt: isoInstant,
  refundIds: z.array(z.string()).optional().describe('Refunds that the lines count'),
  anonymisedAt: isoInstant.optional().describe('When it was forgotten who bought, as an erasure asks for'),
});

const orderParams = z.object({ orderId: externalId });

export const batchUpsertOrders = defineOperation({
  id: 'batchUpsertOrders',
  resource: 'orders',
  summary: 'Takes up to 100 orders; each is idempotent on its id',
  method: 'POST',
  path: '/api/orders',
  auth: { kind: 'server' },
  family: 'ingest',
  params: emptyObject,
  query: emptyObject,
  body: z.strictObject({ orders: z.array(z.unknown()).min(1).max(100).describe('Items of OrderInput') }),
  status: 200,
  response: batchResponse,
  maxBodyBytes: 4 * 1024 * 1024,
});

export const getOrder = defineOperation({
  id: 'getOrder',
  resource: 'orders',
  summary: 'Reads one order',
  method: 'GET',
  path: '/api/orders/{orderId}',
  auth: { kind: 'server' },
  family: 'ingest',
  params: orderParams,
  query: emptyObject,
  status: 200,
  response: orderSchema,
  errors: ['not_found'],
});

export const refundOrder = defineOperation({
  id: 'refundOrder',
  resource: 'orders',
  summary: 'Records a refund of some or all units; the same refundId counts once',
  method: 'POST',
  path: '/api/orders/{orderId}/refunds',
  auth: { kind: 'server' },
  family: 'ingest',
  params: orderParams,
  query: emptyObject,
  body: z.strictObject({
    refundId: externalId,
    lines: z
      .array(z.strictObject({ productId: externalId, quantity: z.number().int().min(1).max(1e6) }))
      .min(1)
      .max(2000),
    refundedAt: isoInstant,
  }),
  status: 200,
  response: orderSchema,
  errors: ['not_found', 'unprocessable', 'conflict'],
});

export const cancelOrder = defineOperation({
  id: 'cancelOrder',
  resource: 'orders',
  summary: 'Cancels an order; a second call changes nothing',
  method: 'POST',
  path: '/api/orders/{orderId}/cancel',
  auth: { kind: 'server' },
  family: 'ingest',
  params: orderParams,
  query: emptyObject,
  body: z.strictObject({ cancelledAt: isoInstant }),
  status: 200,
  response: orderSchema,
  errors: ['not_found', 'conflict'],
});
