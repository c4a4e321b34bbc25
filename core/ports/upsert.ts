/**
 * What became of one written item: `unchanged` when the same content was there already,
 * `stale` when a newer version was there and the given one was ignored.
 */
export type UpsertStatus = 'created' | 'updated' | 'unchanged' | 'stale';

export interface UpsertOutcome {
  readonly id: string;
  readonly status: UpsertStatus;
}

export interface UpsertOptions {
  /** Only says what would happen; writes nothing. */
  readonly dryRun?: boolean;
}
