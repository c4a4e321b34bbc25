import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Cart } from '#core/carts/cart';
import type { CartCandidates } from '#core/carts/cart-candidates';
import { type CartStore, cartKeepDays, type StoredCart } from '#core/ports/cart-store';
import { isOfErased } from '#core/privacy/erased';
import { idsOfRecords } from '#core/privacy/person';
import { makeErasedPeople } from './erased-people-store.ts';
import { indexKeys, keys } from './keys.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

const expiresAt = (updatedAt: string): number => Math.floor(Date.parse(updatedAt) / 1000) + cartKeepDays * 86_400;

/** Whose cart it is: the customer's, else the session's. */
const indexOf = (companyId: string, { cartId, customerId, sessionId }: Cart) => {
  if (customerId !== undefined) return indexKeys.cartsOfShopper(companyId, 'U', customerId, cartId);
  return sessionId === undefined ? {} : indexKeys.cartsOfShopper(companyId, 'S', sessionId, cartId);
};

export const toItem = (companyId: string, { cart, candidates }: StoredCart): Item => ({
  ...keys.cart(companyId, cart.cartId),
  ...indexOf(companyId, cart),
  cart,
  candidates,
  expiresAt: expiresAt(cart.updatedAt),
});

export const fromItem = (item: Item): StoredCart => ({
  cart: item.cart as Cart,
  candidates: item.candidates as CartCandidates,
});

/** The cart of somebody who was erased lately is nobody's. */
const withoutErased = async (table: Table, companyId: string, stored: StoredCart): Promise<StoredCart> => {
  const { cart } = stored;
  const erased = await makeErasedPeople(table).among(companyId, idsOfRecords([cart]));
  if (!isOfErased(cart, erased)) return stored;
  const { customerId: _customer, sessionId: _session, ...rest } = cart;
  return { ...stored, cart: rest };
};

export const makeCartStore = (table: Table): CartStore => {
  const { client, tableName: TableName } = table;
  return {
    put: async (companyId, stored) => {
      const Item = toItem(companyId, await withoutErased(table, companyId, stored));
      await client.send(new PutCommand({ TableName, Item }));
    },
    get: async (companyId, cartId) => {
      const Key = keys.cart(companyId, cartId);
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item && fromItem(Item);
    },
    delete: async (companyId, cartId) => {
      await client.send(new DeleteCommand({ TableName, Key: keys.cart(companyId, cartId) }));
    },
  };
};
