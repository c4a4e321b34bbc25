import { makeProductStore } from '#adapters/dynamodb/product-store';
import type { Table } from '#adapters/dynamodb/table';
import type { CostsOf } from '#core/ports/attribution-store';

/** What the catalog says now that products cost; nothing of those whose cost is unknown or in another currency. */
export const makeCostsOf = (table: Table): CostsOf => {
  const products = makeProductStore(table);
  return async (companyId, orders) => {
    const wanted = orders.flatMap(({ lines }) => lines.map(({ productId }) => productId));
    const found = await products.getMany(companyId, wanted);
    const costs = new Map(found.map(({ productId, cost }) => [productId, cost]));
    return orders.map(({ lines, currency }) =>
      Object.fromEntries(
        lines.flatMap(({ productId }) => {
          const cost = costs.get(productId);
          return cost?.currency === currency ? [[productId, cost.amount]] : [];
        }),
      ),
    );
  };
};
