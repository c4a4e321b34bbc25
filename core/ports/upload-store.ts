export interface UploadedFile {
  readonly bytes: number;
  /** Differs when the content differs; safe in a key. */
  readonly tag: string;
}

/** Files that people send and fetch by link. */
export interface UploadStore {
  /** Link that takes one PUT of the file, for `seconds`. */
  uploadLink(key: string, seconds: number): Promise<string>;
  /** Link that a browser saves the file from, under the last part of its key, for `seconds`. */
  downloadLink(key: string, seconds: number): Promise<string>;
  /** `undefined` when nothing was uploaded. */
  describe(key: string): Promise<UploadedFile | undefined>;
  /** The bytes of a file, as they come. */
  read(key: string): AsyncIterable<Uint8Array>;
}
