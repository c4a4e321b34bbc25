import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { closeServer, listen } from '#local/cloud/listen';

export type KinesisEngine = { readonly url: string; close(): Promise<void> };
type Kinesalite = (options: Record<string, string | number | undefined>) => Server;

/** kinesalite in this process, in memory or in a LevelDB folder. */
export const startKinesis = async (folder: string | undefined): Promise<KinesisEngine> => {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const kinesalite: Kinesalite = createRequire(import.meta.url)('kinesalite');
  const server = kinesalite({ path: folder, createStreamMs: 0, shardLimit: 100 });
  const port = await listen(server, 0);
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
};
