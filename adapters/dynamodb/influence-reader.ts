import { batchGet } from '#adapters/dynamodb/batch';
import { creditFromItem } from '#adapters/dynamodb/credit-item';
import { keys } from '#adapters/dynamodb/keys';
import type { Table } from '#adapters/dynamodb/table';
import type { RollUpRow } from '#core/analytics/roll-up';
import type { InfluenceReader } from '#core/ports/influence-reader';

/** Ten calls of 100 keys at a time. */
const sliceSize = 1_000;

const isInfluenced = (rows: readonly RollUpRow[]): boolean =>
  rows.some(({ dimension, counts }) => dimension.scope === 'store' && (counts.influencedOrders ?? 0) > 0);

/** By the orders' credits: half a read unit an order and 4 kB. */
export const makeInfluenceReader = (table: Table): InfluenceReader => ({
  influenced: async (companyId, orderIds) => {
    const found = new Set<string>();
    for (let start = 0; start < orderIds.length; start += sliceSize) {
      const wanted = orderIds.slice(start, start + sliceSize).map((orderId) => keys.orderCredit(companyId, orderId));
      for (const item of await batchGet(table, wanted)) {
        if (isInfluenced(creditFromItem(item).rows)) found.add(String(item.orderId));
      }
    }
    return found;
  },
});
