import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCheckpointStore } from '#local/cloud/streams/checkpoint-store';

const now = new Date('2026-01-01T00:00:00Z');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is where it was when it is opened again', () => {
  const file = join(folder, 'checkpoints.json');
  const store = createCheckpointStore(file);
  store.createdAt('mapping', now);
  store.set('mapping', 'shard-1', '17');
  const again = createCheckpointStore(file);
  expect(again.get('mapping', 'shard-1')).toBe('17');
  expect(again.get('mapping', 'shard-2')).toBeUndefined();
  expect(again.createdAt('mapping', new Date())).toBe(now.toISOString());
});

it('starts anew from a damaged file', () => {
  const file = join(folder, 'checkpoints.json');
  writeFileSync(file, '{"half');
  expect(createCheckpointStore(file).get('mapping', 'shard')).toBeUndefined();
});
