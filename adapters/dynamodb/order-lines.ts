import { gunzipSync, gzipSync } from 'node:zlib';
import type { OrderLine } from '#core/orders/order';

type PackedLine = [productId: string, quantity: number, refundedQuantity: number, amount: number];

/** From this many characters on, lines are compressed: an item holds 400 kB, and every kB written costs. */
const compressFrom = 4_000;

/**
 * Lines as one text `[[productId, quantity, refundedQuantity, amount], …]`, compressed when long;
 * their currency is the order's. 2,000 lines stay far under the item limit.
 */
export const packLines = (lines: readonly OrderLine[]): string | Uint8Array => {
  const text = JSON.stringify(
    lines.map((line): PackedLine => [line.productId, line.quantity, line.refundedQuantity, line.unitPrice.amount]),
  );
  return text.length < compressFrom ? text : gzipSync(text);
};

export const unpackLines = (packed: string | Uint8Array, currency: string): OrderLine[] => {
  const text = typeof packed === 'string' ? packed : gunzipSync(packed).toString('utf8');
  return (JSON.parse(text) as PackedLine[]).map(([productId, quantity, refundedQuantity, amount]) => ({
    productId,
    quantity,
    refundedQuantity,
    unitPrice: { amount, currency },
  }));
};
