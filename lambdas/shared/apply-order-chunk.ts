import { describeOrder } from '#core/imports/describe-change';
import type { ReturnedUnits } from '#core/imports/group-orders';
import type { ImportEntity } from '#core/imports/import-entity';
import type { ImportRun } from '#core/imports/import-files';
import { keptOf, matchReturns, refundIdOf } from '#core/imports/match-returns';
import { reject } from '#core/imports/rejection';
import type { Order } from '#core/orders/order';
import { type ChunkResult, countOutcomes, sampleOf } from '#lambdas/shared/chunk-result';
import type { ImportDependencies } from '#lambdas/shared/import-dependencies';
import type { RejectionLog } from '#lambdas/shared/rejection-log';

/**
 * Takes a return off orders of earlier files, newest first. One that a run before took off is recognised
 * by its refund id. @returns the units that found no order
 */
const matchStored = async (
  { orders: store }: ImportDependencies,
  { companyId, dryRun }: ImportRun,
  returned: ReturnedUnits,
  inFile: ReadonlyMap<string, Order>,
): Promise<number> => {
  const { customerId, productId, returnedAt } = returned;
  const refundId = refundIdOf(returned);
  let rest = returned.quantity;
  for await (const order of store.streamOfCustomer(companyId, customerId)) {
    if (inFile.has(order.orderId) || order.status === 'cancelled' || order.orderedAt > returnedAt) continue;
    if (order.refundIds?.includes(refundId)) return 0;
    const quantity = Math.min(rest, keptOf(order, productId));
    if (quantity === 0) continue;
    const refund = { refundId, lines: [{ productId, quantity }], refundedAt: returnedAt };
    if (!dryRun) await store.refund(companyId, order.orderId, refund);
    rest -= quantity;
    if (rest === 0) break;
  }
  return rest;
};

const reportUnmatched = async (log: RejectionLog, returned: ReturnedUnits, rest: number): Promise<void> =>
  log.add(
    reject(returned.row, 'orderId', 'return_without_order', `${returned.returnId}: ${rest} × ${returned.productId}`),
    returned.rows,
  );

/** Writes the orders of a chunk with their returns; what the file itself does not match is looked for in the store. */
export const applyOrderChunk = async (
  deps: ImportDependencies,
  run: ImportRun,
  entities: readonly ImportEntity[],
  log: RejectionLog,
): Promise<Omit<ChunkResult, 'rejections'>> => {
  const given = entities.flatMap((entity) => (entity.kind === 'order' ? entity.order : []));
  const returns = entities.flatMap((entity) => (entity.kind === 'return' ? entity.returned : []));
  const { orders, matchedRows, unmatched } = matchReturns(given, returns);
  const outcomes = await deps.orders.upsertMany(run.companyId, orders, { dryRun: run.dryRun });
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  let returnsMatched = matchedRows;
  for (const returned of unmatched) {
    const rest = await matchStored(deps, run, returned, byId);
    if (rest > 0) await reportUnmatched(log, returned, rest);
    else returnsMatched += returned.rows;
  }
  return {
    counts: { ...countOutcomes(outcomes), returnsMatched },
    sample: sampleOf(outcomes, (id) => describeOrder(byId.get(id)!)),
  };
};
