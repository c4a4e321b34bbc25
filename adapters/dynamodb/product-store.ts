import type { Product } from '#core/catalog/product';
import type { ProductStore } from '#core/ports/product-store';
import { batchDelete, batchGet } from './batch.ts';
import { contentHash } from './content-hash.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { indexKeys, keys } from './keys.ts';
import { queryItems, queryPage } from './query-pages.ts';
import type { Table } from './table.ts';
import { type Upsert, upsertNewest } from './upsert-newest.ts';

type Item = Record<string, unknown>;

/** Attributes of the table beside the product's own. */
const tableAttributes = new Set(['pk', 'sk', 'gsi1pk', 'gsi1sk', 'contentHash', 'derived']);

export const fromItem = (item: Item): Product =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !tableAttributes.has(name))) as never as Product;

/** A product as its card in the table; `derived` marks one that was put together from order lines. */
export const toUpsert = (companyId: string, product: Product, derived = false): Upsert => {
  const { updatedAt, ...content } = product;
  return {
    id: product.productId,
    key: keys.product(companyId, product.productId),
    updatedAt,
    contentHash: contentHash(content),
    derived,
    attributes: () => ({ ...content, ...indexKeys.products(companyId, product.productId) }),
  };
};

const allProducts = (companyId: string) => ({
  IndexName: 'gsi1',
  KeyConditionExpression: 'gsi1pk = :products',
  ExpressionAttributeValues: { ':products': indexKeys.products(companyId, '').gsi1pk },
});

const keysOf = (companyId: string, productIds: Iterable<string>) =>
  [...new Set(productIds)].map((productId) => keys.product(companyId, productId));

const getMany = async (table: Table, companyId: string, productIds: readonly string[]): Promise<Product[]> => {
  const items = await batchGet(table, keysOf(companyId, productIds));
  const found = new Map(items.map((item) => [item.productId, fromItem(item)]));
  return [...new Set(productIds)].flatMap((productId) => found.get(productId) ?? []);
};

const deleteMany = async (table: Table, companyId: string, productIds: readonly string[]): Promise<Set<string>> => {
  const wanted = keysOf(companyId, productIds);
  const present = await batchGet(table, wanted, { consistentRead: true, attributes: ['pk', 'sk', 'productId'] });
  await batchDelete(table, wanted);
  return new Set(present.map((item) => String(item.productId)));
};

async function* streamAll(table: Table, companyId: string): AsyncGenerator<Product> {
  for await (const item of queryItems(table, allProducts(companyId))) yield fromItem(item);
}

export const makeProductStore = (table: Table): ProductStore => ({
  get: async (companyId, productId) => (await getMany(table, companyId, [productId]))[0],
  getMany: (companyId, productIds) => getMany(table, companyId, productIds),
  upsertMany: (companyId, products, options = {}) =>
    upsertNewest(
      table,
      products.map((product) => toUpsert(companyId, product, options.derived)),
      options,
    ),
  deleteMany: (companyId, productIds) => deleteMany(table, companyId, productIds),
  list: async (companyId, { limit, cursor }) => {
    const scope = `products:${companyId}`;
    const page = await queryPage(table, allProducts(companyId), limit, decodeCursor(scope, cursor));
    return { data: page.items.map(fromItem), nextCursor: encodeCursor(scope, page.next) };
  },
  streamAll: (companyId) => streamAll(table, companyId),
});
