import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Cart } from '#core/carts/cart';
import type { CartCandidates } from '#core/carts/cart-candidates';
import { type CartStore, cartKeepDays, type StoredCart } from '#core/ports/cart-store';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

const expiresAt = (updatedAt: string): number => Math.floor(Date.parse(updatedAt) / 1000) + cartKeepDays * 86_400;

export const toItem = (companyId: string, { cart, candidates }: StoredCart): Item => ({
  ...keys.cart(companyId, cart.cartId),
  cart,
  candidates,
  expiresAt: expiresAt(cart.updatedAt),
});

export const fromItem = (item: Item): StoredCart => ({
  cart: item.cart as Cart,
  candidates: item.candidates as CartCandidates,
});

export const makeCartStore = (table: Table): CartStore => {
  const { client, tableName: TableName } = table;
  return {
    put: async (companyId, stored) => {
      await client.send(new PutCommand({ TableName, Item: toItem(companyId, stored) }));
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
