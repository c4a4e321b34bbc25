import { counterShards } from '#core/events/daily-counters';
import { murmurHash } from '#core/experiments/murmur-hash';
import type { Order } from '#core/orders/order';
import type { ExperimentOutcomeStore } from '#core/ports/experiment-outcome-store';
import type { ExperimentReader } from '#core/ports/experiment-store';
import type { OrderStore } from '#core/ports/order-store';

export interface OrderOutcomeDependencies {
  readonly orders: Pick<OrderStore, 'get'>;
  readonly experiments: ExperimentReader;
  readonly outcomes: Pick<ExperimentOutcomeStore, 'count'>;
}

/**
 * Tells running experiments of written orders whose session or customer is known, as they are stored now; costs nothing
 * while none runs. One after the other, since they add to the same sums. An order that comes again changes nothing, so a failure is made good by the
 * repetition that it asks for.
 */
export const countOrderOutcomes = async (
  { orders: store, experiments, outcomes }: OrderOutcomeDependencies,
  companyId: string,
  written: readonly Order[],
  now: string,
): Promise<void> => {
  const known = written.filter(({ sessionId, customerId }) => sessionId !== undefined || customerId !== undefined);
  if (known.length === 0 || (await experiments.running(companyId)).length === 0) return;
  for (const { orderId } of known) {
    const order = await store.get(companyId, orderId);
    if (!order) continue;
    const counterShard = murmurHash(orderId) % counterShards;
    await outcomes.count({ companyId, sessionId: order.sessionId, events: [], orders: [order], counterShard, now });
  }
};
