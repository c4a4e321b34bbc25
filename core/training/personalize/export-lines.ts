/**
 * What Amazon Personalize learns from, as CSV. People are the numbers of the training data, which mean nothing outside of
 * it: no id of a customer or session leaves the account's own files.
 */
import type { Product } from '#core/catalog/product';
import { type GroupedLog, groupCount } from '#core/similarity/grouped-log';
import type { TrainingData } from '#core/training/training-data';

/** Quoted where a comma, a quote or a line break stands in it. */
const csv = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function* linesOf(log: GroupedLog, productIds: readonly string[], eventType: string): Generator<string> {
  for (let group = 0; group < groupCount(log); group += 1) {
    for (let entry = log.offsets[group]!; entry < log.offsets[group + 1]!; entry += 1) {
      const seconds = Math.floor(log.times[entry]! / 1000);
      yield `${log.people[group]},${csv(productIds[log.items[entry]!]!)},${eventType},${seconds}\n`;
    }
  }
}

export const interactionsHeader = 'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\n';

/** One line per product bought in an order, or viewed in a session. */
export function* interactionLines({ baskets, sessions, productIds }: TrainingData): Generator<string> {
  yield* linesOf(baskets, productIds, 'purchase');
  yield* linesOf(sessions, productIds, 'view');
}

export const itemsHeader = 'ITEM_ID,CATEGORY,BRAND\n';

/** Longest value of a categorical field. */
const longestText = 1_000;

export function* itemLines(catalog: Iterable<Product>): Generator<string> {
  for (const { productId, categoryPath, brand } of catalog) {
    const category = categoryPath.at(-1) ?? '';
    yield `${csv(productId)},${csv(category.slice(0, longestText))},${csv((brand ?? '').slice(0, longestText))}\n`;
  }
}

/** Products to make lists for: those that may be recommended and have been met. */
export function* batchInputLines({ productIds, baskets, sessions }: TrainingData, catalog: Iterable<Product>) {
  const met = new Set<number>();
  for (const item of baskets.items) met.add(item);
  for (const item of sessions.items) met.add(item);
  const active = new Set<string>();
  for (const product of catalog) if (product.status === 'active') active.add(product.productId);
  for (const [item, productId] of productIds.entries()) {
    if (met.has(item) && active.has(productId)) yield `${JSON.stringify({ itemId: productId })}\n`;
  }
}
