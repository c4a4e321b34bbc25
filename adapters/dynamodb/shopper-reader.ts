import { keys } from '#adapters/dynamodb/keys';
import { historyOf } from '#adapters/dynamodb/purchase-store';
import { readItems } from '#adapters/dynamodb/read-items';
import { shopperStateOf } from '#adapters/dynamodb/shopper-item';
import type { Table } from '#adapters/dynamodb/table';
import { pastBasketsOf } from '#core/orders/purchase-history';
import type { Shopper, ShopperIds, ShopperStore } from '#core/ports/shopper-store';

const readShopper = async (
  table: Table,
  companyId: string,
  { sessionId, customerId }: ShopperIds,
): Promise<Shopper> => {
  const session = sessionId === undefined ? undefined : keys.session(companyId, sessionId);
  const history = customerId === undefined ? undefined : keys.customerHistory(companyId, customerId);
  const purchases = customerId === undefined ? undefined : keys.customerPurchases(companyId, customerId);
  const wanted = [session, history, purchases].filter((key) => key !== undefined);
  const read = await readItems(table, wanted, false);
  return {
    session: shopperStateOf(read(session)),
    customer: shopperStateOf(read(history)),
    pastBaskets: pastBasketsOf(historyOf(read(purchases))),
  };
};

/** What a request reads of its shopper; apart from the store, so that what serves lists need not load what counts events. */
export const makeShopperReader = (table: Table): Pick<ShopperStore, 'shopper'> => ({
  shopper: (companyId, ids) => readShopper(table, companyId, ids),
});
