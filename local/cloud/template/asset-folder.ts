import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { readZip } from '#local/cloud/template/read-zip';

const unpacked = new Map<string, string>();

/** The folder of an asset: itself, or where its zip was unpacked (once per process). */
export const unpackedAsset = (asset: string, temporaryFolder: string): string => {
  if (statSync(asset).isDirectory()) return asset;
  const known = unpacked.get(`${temporaryFolder} ${asset}`);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(temporaryFolder, 'asset-'));
  for (const { path, content } of readZip(readFileSync(asset))) writeEntry(folder, path, content);
  unpacked.set(`${temporaryFolder} ${asset}`, folder);
  return folder;
};

const writeEntry = (folder: string, path: string, content: Buffer) => {
  const target = normalize(join(folder, path));
  if (!target.startsWith(folder) || path.endsWith('/')) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
};
