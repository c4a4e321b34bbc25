import type { CartStore, StoredCart } from '#core/ports/cart-store';

/** Stores behind offers in memory, with the semantics of their ports. */

const name = (...parts: readonly string[]): string => JSON.stringify(parts);

export interface MemoryCartStore extends CartStore {
  readonly carts: Map<string, StoredCart>;
}

export const memoryCartStore = (): MemoryCartStore => {
  const carts = new Map<string, StoredCart>();
  return {
    carts,
    put: async (companyId, stored) => void carts.set(name(companyId, stored.cart.cartId), stored),
    get: async (companyId, cartId) => carts.get(name(companyId, cartId)),
    delete: async (companyId, cartId) => void carts.delete(name(companyId, cartId)),
  };
};
