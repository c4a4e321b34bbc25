/** Working files between the steps of a run: whole objects by key. */
export interface ArtifactStore {
  put(key: string, content: Uint8Array): Promise<void>;
  /** @throws ArtifactMissingError when there is none. */
  get(key: string): Promise<Uint8Array>;
  /** Keys that begin with `prefix`, in order. */
  list(prefix: string): Promise<string[]>;
}

export class ArtifactMissingError extends Error {
  override readonly name = 'ArtifactMissingError';
  constructor(key: string) {
    super(`There is no file ${key}`);
  }
}
