import { type LoadParts, makeCachedShelfReader } from '#adapters/dynamodb/cached-shelf-reader';
import type { Customer } from '#core/catalog/customer';
import type { ProductShelf, ShelfReader } from '#core/ports/shelf-reader';
import type { PricingDependencies } from '#lambdas/api/bulk-discounts/priced-products';
import { type EndpointFakes, endpointFakes, type FakeOptions, testNow } from '#test/support/endpoint-fakes';

/** Shelves of one company, by product id. */
export type Shelves = Readonly<Record<string, ProductShelf>>;

/** A shelf reader over fixed contents, through the cache that production uses; its clock stands still. */
export const fakeShelfReader = (shelves: Shelves): ShelfReader => {
  const load: LoadParts = async (_, wanted) => wanted.map(({ productId, part }) => shelves[productId]?.[part]);
  return makeCachedShelfReader(load, { now: () => 1_000 });
};

export interface PricingFakes extends EndpointFakes, PricingDependencies {}

/** What pricing endpoints need, over fixed contents; customers are segments by id. */
export const pricingFakes = (
  shelves: Shelves,
  options: FakeOptions & { readonly customers?: Readonly<Record<string, readonly string[]>> } = {},
): PricingFakes => ({
  ...endpointFakes(options),
  shelves: fakeShelfReader(shelves),
  customers: {
    get: async (_, customerId): Promise<Customer | undefined> => {
      const segments = options.customers?.[customerId];
      return segments && { customerId, segments, updatedAt: testNow };
    },
  },
});

/** A shelf reader whose table does not answer. */
export const failingShelfReader: ShelfReader = {
  read: async () => {
    throw new Error('The table does not answer');
  },
};
