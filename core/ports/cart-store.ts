import type { Cart } from '#core/carts/cart';
import type { CartCandidates } from '#core/carts/cart-candidates';

export interface StoredCart {
  readonly cart: Cart;
  readonly candidates: CartCandidates;
}

/** Snapshots of carts; one that nobody touches is forgotten after `cartKeepDays`. */
export interface CartStore {
  /** Replaces the cart as a whole. */
  put(companyId: string, stored: StoredCart): Promise<void>;
  get(companyId: string, cartId: string): Promise<StoredCart | undefined>;
  /** Deleting an absent cart changes nothing. */
  delete(companyId: string, cartId: string): Promise<void>;
}

export const cartKeepDays = 30;
