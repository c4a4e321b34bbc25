export type SqlQueryState =
  | { readonly state: 'running' }
  | { readonly state: 'done' /** What the engine charges for. */; readonly scannedBytes: number }
  | { readonly state: 'failed' /** The engine's own words. */; readonly reason: string };

/** An SQL engine over the files of the artefact bucket that works on by itself. */
export interface SqlRunner {
  /** Starts a statement. @param token equal tokens start it once. @returns the query's id */
  start(statement: string, token: string): Promise<string>;
  state(queryId: string): Promise<SqlQueryState>;
}
