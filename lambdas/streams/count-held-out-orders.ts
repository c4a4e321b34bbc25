import type { CompanySettings } from '#core/companies/company-settings';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import type { HoldOutStore } from '#core/ports/hold-out-store';
import type { OrderStore } from '#core/ports/order-store';

export interface HoldOutOrderDependencies {
  readonly orders: Pick<OrderStore, 'get'>;
  readonly holdOut: Pick<HoldOutStore, 'countOrder'>;
}

interface Written {
  readonly companyId: string;
  readonly orderIds: readonly string[];
  readonly counterShard: number;
  readonly now: string;
}

/** Tells the hold-out of written orders, as they are stored now, one after the other since they add to the same sums. */
export const countHeldOutOrders = async (
  { orders, holdOut: store }: HoldOutOrderDependencies,
  settings: CompanySettings | undefined,
  { companyId, orderIds, counterShard, now }: Written,
): Promise<void> => {
  const timeZone = settings?.company.timeZone ?? 'UTC';
  const holdOut = settings?.holdOut.value ?? defaultHoldOutSettings;
  for (const orderId of orderIds) {
    const order = await orders.get(companyId, orderId);
    if (order) await store.countOrder({ companyId, timeZone, holdOut, order, counterShard, now });
  }
};
