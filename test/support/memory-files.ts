import { createHash } from 'node:crypto';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';
import type { UploadStore } from '#core/ports/upload-store';

/** Artefacts and uploads of one bucket, in memory. */
export interface MemoryFiles {
  readonly contents: Map<string, Uint8Array>;
  readonly artifacts: ArtifactStore;
  readonly uploads: UploadStore;
}

const tagOf = (content: Uint8Array): string => createHash('md5').update(content).digest('hex');

export const memoryFiles = (): MemoryFiles => {
  const contents = new Map<string, Uint8Array>();
  const found = (key: string): Uint8Array => {
    const content = contents.get(key);
    if (!content) throw new ArtifactMissingError(key);
    return content;
  };
  return {
    contents,
    artifacts: {
      put: async (key, content) => void contents.set(key, content),
      get: async (key) => found(key),
      list: async (prefix) => [...contents.keys()].filter((key) => key.startsWith(prefix)).sort(),
    },
    uploads: {
      uploadLink: async (key) => `https://files.test/${key}?put`,
      downloadLink: async (key) => `https://files.test/${key}?get`,
      describe: async (key) => {
        const content = contents.get(key);
        return content && { bytes: content.length, tag: tagOf(content) };
      },
      read: async function* (key) {
        yield found(key);
      },
    },
  };
};
