import { grownArray } from '#core/arrays/grown-array';
import { IdTable } from '#core/training/id-table';
import { compareVersions, type PackedPurchase } from '#core/training/packed-purchase';
import { PurchaseColumns } from '#core/training/purchase-columns';

/** Who tells of a purchase: the store's server, or only the storefront's pixel. */
export type PurchaseSource = 'order' | 'pixel';

/**
 * Purchases by id, each in its newest version. A row is kept for every version that was newer than those before it, for
 * hardly an order has more than a few.
 */
export class PurchaseTable {
  readonly ids = new IdTable();
  readonly columns: PurchaseColumns;
  /** One more than the row of the newest version, by number; 0 where there is none. */
  readonly #rows: Record<PurchaseSource, Int32Array> = { order: new Int32Array(1024), pixel: new Int32Array(1024) };
  /** A pixel does not say which lines came back, so a refunded purchase is left out as a whole. */
  readonly #refundedPixelPurchases = new Set<number>();

  /** The tables number the ids of who bought; they grow. */
  constructor(customerIds: IdTable, sessionIds: IdTable) {
    this.columns = new PurchaseColumns(customerIds, sessionIds);
  }

  /** @returns whether the purchase is new from its source. */
  add(source: PurchaseSource, id: string, purchase: PackedPurchase): boolean {
    const number = this.#numberOf(id);
    const rows = this.#rows[source];
    const row = rows[number]! - 1;
    const isNew = row < 0;
    if (isNew || compareVersions(purchase, this.columns.read(row)) > 0) {
      rows[number] = this.columns.push(number, purchase) + 1;
    }
    return isNew;
  }

  refundPixelPurchase(id: string): void {
    this.#refundedPixelPurchases.add(this.#numberOf(id));
  }

  /** The row that tells of a purchase, server orders before the pixel's; −1 where none is left. */
  rowOf(number: number): number {
    const { order, pixel } = this.#rows;
    if (order[number]! > 0) return order[number]! - 1;
    return this.#refundedPixelPurchases.has(number) ? -1 : pixel[number]! - 1;
  }

  #numberOf(id: string): number {
    const number = this.ids.numberOf(id);
    if (number === this.#rows.order.length) {
      this.#rows.order = grownArray(this.#rows.order, 2 * number);
      this.#rows.pixel = grownArray(this.#rows.pixel, 2 * number);
    }
    return number;
  }
}
