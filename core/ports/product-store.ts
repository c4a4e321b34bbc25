import type { Product } from '#core/catalog/product';
import type { Page, PageRequest } from '#core/ports/page';
import type { UpsertOptions, UpsertOutcome } from '#core/ports/upsert';

export interface ProductUpsertOptions extends UpsertOptions {
  /**
   * The products were put together from order lines: they fill gaps of the catalog and follow later order
   * lines, but never replace what the store itself described.
   */
  readonly derived?: boolean;
}

export interface ProductStore {
  get(companyId: string, productId: string): Promise<Product | undefined>;
  /** The products that exist, in the order of the ids, each once. */
  getMany(companyId: string, productIds: readonly string[]): Promise<Product[]>;
  /** Writes each product unless a newer one is stored; one outcome per product, in the order given. */
  upsertMany(companyId: string, products: readonly Product[], options?: ProductUpsertOptions): Promise<UpsertOutcome[]>;
  /** Deleting an absent product is not an error. @returns the ids that existed. */
  deleteMany(companyId: string, productIds: readonly string[]): Promise<Set<string>>;
  /** By id. @throws InvalidCursorError */
  list(companyId: string, page: PageRequest): Promise<Page<Product>>;
  /** Every product by id, page after page. */
  streamAll(companyId: string): AsyncIterable<Product>;
}
