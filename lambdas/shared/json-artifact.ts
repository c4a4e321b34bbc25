import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';

export const writeJson = (artifacts: ArtifactStore, key: string, value: unknown): Promise<void> =>
  artifacts.put(key, Buffer.from(JSON.stringify(value)));

/** What a step left behind; `undefined` when it has not run to its end. */
export const readJson = async <T>(artifacts: ArtifactStore, key: string): Promise<T | undefined> => {
  try {
    return JSON.parse(Buffer.from(await artifacts.get(key)).toString('utf8')) as T;
  } catch (error) {
    if (error instanceof ArtifactMissingError) return undefined;
    throw error;
  }
};
