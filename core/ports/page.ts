/** A page of a list: items and the opaque cursor of the next page, null on the last. */
export interface Page<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}
