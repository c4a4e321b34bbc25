import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ShopEvent } from '#core/events/shop-event';

/** Every line of the archive in a local cloud's data folder, repeats too. */
export const archivedEvents = (dataDir: string): ShopEvent[] => {
  const files = globSync(join(dataDir, '**', '*.ndjson.gz*')).sort();
  const contents = files.map((file) => readFileSync(file)).filter((bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b);
  const lines = contents.flatMap((bytes) => gunzipSync(bytes).toString('utf8').trim().split('\n'));
  return lines.map((line) => JSON.parse(line) as ShopEvent);
};
