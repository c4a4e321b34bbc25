/** What becomes of a line of a file: itself when nothing changes, another value, or nothing. */
export type LineChange = (line: unknown) => unknown;

/** Files of a bucket that can be read and changed line by line. */
export interface RewritableFiles {
  /** Keys that begin with `prefix`, in order. */
  list(prefix: string): Promise<string[]>;
  /** Lines of a gzipped NDJSON file; none when there is no such file. */
  lines(key: string): AsyncIterable<unknown>;
  /** The text of a file, gzipped or not, in pieces that overlap by `overlap` characters. */
  text(key: string, overlap: number): AsyncIterable<string>;
  /**
   * Rewrites a gzipped NDJSON file under its name unless somebody else did, in which case it looks anew; then reads it
   * back. A file that nothing changes in is not written. A file that is gone has no lines.
   * @returns lines that were changed or left out
   */
  rewrite(key: string, change: LineChange): Promise<number>;
  /** Deletes a file; what is gone already stays so. Older versions stay until `forgetVersions`. */
  delete(key: string): Promise<void>;
  /** Deletes versions below `prefix` that were replaced or deleted, which the bucket would keep for a month. */
  forgetVersions(prefix: string): Promise<void>;
}
