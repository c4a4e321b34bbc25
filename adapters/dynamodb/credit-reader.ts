import { creditFromItem } from '#adapters/dynamodb/credit-item';
import { keys } from '#adapters/dynamodb/keys';
import { readItemsNow } from '#adapters/dynamodb/read-items';
import type { Table } from '#adapters/dynamodb/table';
import type { AttributionStore } from '#core/ports/attribution-store';

const many: (table: Table) => AttributionStore['many'] = (table) => async (companyId, orderIds) => {
  const read = await readItemsNow(
    table,
    orderIds.map((orderId) => keys.orderCredit(companyId, orderId)),
  );
  return new Map(
    orderIds.flatMap((orderId) => {
      const item = read(keys.orderCredit(companyId, orderId));
      return item ? [[orderId, creditFromItem(item)] as const] : [];
    }),
  );
};

/** Who earned which order, as it is now. */
export const makeCreditReader = (table: Table): Pick<AttributionStore, 'get' | 'many'> => ({
  get: async (companyId, orderId) => (await many(table)(companyId, [orderId])).get(orderId),
  many: many(table),
});
