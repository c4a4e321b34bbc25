import type { QuarantineEntry } from './use-data-quality.ts';

export interface EntryGroup {
  readonly newest: QuarantineEntry;
  readonly entryIds: readonly string[];
}

const faultOf = ({ source, reason, faults }: QuarantineEntry): string =>
  JSON.stringify([source, reason, faults.map(({ pointer, message }) => [pointer, message])]);

/** Events that failed alike, told once; groups and events keep the order of the list, which is newest first. */
export const groupEntries = (entries: readonly QuarantineEntry[]): EntryGroup[] =>
  [...Map.groupBy(entries, faultOf).values()].flatMap((alike) =>
    alike[0] ? [{ newest: alike[0], entryIds: alike.map(({ entryId }) => entryId) }] : [],
  );
