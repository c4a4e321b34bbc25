import { decodeCursor, encodeCursor } from '#adapters/dynamodb/cursor';
import { pageByKey, type SortKey } from '#core/analytics/page-by-key';
import type { PageRequest } from '#core/ports/page';
import { InvalidCursorError } from '#core/ports/store-errors';

/** What a list's order and a cursor belong to: entries of another list, or order, do not follow it. */
export interface ReportList<T> {
  readonly companyId: string;
  /** Name of the list with its order. */
  readonly name: string;
  readonly keyOf: (entry: T) => SortKey;
}

const isSortKey = (value: unknown): value is SortKey =>
  Array.isArray(value) && value.every((part) => typeof part === 'number' || typeof part === 'string');

/** A page of a report's entries. @throws InvalidCursorError when the cursor was not given by this list */
export const reportPage = <T>(entries: Iterable<T>, list: ReportList<T>, { limit, cursor }: PageRequest) => {
  const scope = `${list.companyId}#${list.name}`;
  const after = decodeCursor(scope, cursor)?.after;
  if (after !== undefined && !isSortKey(after)) throw new InvalidCursorError();
  const { data, lastKey } = pageByKey(entries, list.keyOf, { limit, ...(after && { after }) });
  return { data, nextCursor: encodeCursor(scope, lastKey && { after: lastKey }) };
};
