import type { Money } from '#core/money/money';

export const productStatuses = ['active', 'draft', 'archived'] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** A sellable product as the store describes it; the card from which prices and titles are served. */
export interface Product {
  readonly productId: string;
  readonly sku?: string;
  readonly title: string;
  /** Category path from the root, e.g. `['Kitchen', 'Baking']`; empty when unknown. */
  readonly categoryPath: readonly string[];
  readonly brand?: string;
  /** One price per currency the product is sold in; never converted. */
  readonly prices: readonly Money[];
  /** What a unit costs the merchant, for margin-aware ranking; never served to a storefront. */
  readonly cost?: Money;
  /** Units on hand; `undefined` means that stock is not tracked. */
  readonly stock?: number;
  readonly status: ProductStatus;
  readonly attributes: Readonly<Record<string, string>>;
  readonly imageUrl?: string;
  readonly url?: string;
  /** The parent product when this is a size or colour of it. */
  readonly variantOf?: string;
  readonly tags: readonly string[];
  /** ISO-8601 UTC. */
  readonly updatedAt: string;
}

/** The id under which all variants of one thing meet: the parent's, or the product's own. */
export const variantGroup = (product: Pick<Product, 'productId' | 'variantOf'>): string =>
  product.variantOf ?? product.productId;
