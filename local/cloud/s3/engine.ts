import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { keepAliveMs } from '#local/cloud/listen';

export type S3Engine = { readonly url: string; close(): Promise<void> };
type Listing = { readonly isTruncated: boolean };
type ObjectStore = { listObjects(bucket: string, options: { readonly maxKeys: number }): Promise<Listing> };
type Rver = {
  readonly store: ObjectStore;
  run(): Promise<{ port: number }>;
  close(callback: () => void): void;
  httpServer: { closeAllConnections(): void; keepAliveTimeout: number };
  logger: { exceptions: { unhandle(): void } };
};
type RverClass = new (options: Record<string, unknown>) => Rver;

/** s3rver in this process over a folder, with the buckets of the template. */
export const startS3 = async (directory: string, bucketNames: readonly string[]): Promise<S3Engine> => {
  mkdirSync(directory, { recursive: true });
  const S3rver: RverClass = createRequire(import.meta.url)('s3rver');
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: bucketNames.map((name) => ({ name })),
  });
  listWhole(server.store);
  // Its logger would catch every uncaught exception of this process.
  server.logger.exceptions.unhandle();
  const { port } = await server.run();
  server.httpServer.keepAliveTimeout = keepAliveMs;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.httpServer.closeAllConnections();
      }),
  };
};

/**
 * Answers a listing in one page, whole unless fewer keys were asked for: the engine encrypts its continuation tokens
 * with DES, which the OpenSSL of today's Node has no more, so that a second page would be an internal error.
 */
const listWhole = (store: ObjectStore): void => {
  const listPage = store.listObjects.bind(store);
  store.listObjects = async (bucket, options) => {
    const maxKeys = options.maxKeys < 1000 ? options.maxKeys : Number.POSITIVE_INFINITY;
    return { ...(await listPage(bucket, { ...options, maxKeys })), isTruncated: false };
  };
};
