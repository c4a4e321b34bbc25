import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type Position = { readonly createdAt: string; readonly sequenceNumbers: Record<string, string> };

/** How far each mapping has come in each shard. */
export type CheckpointStore = {
  /** When the mapping was first seen (ISO 8601): where LATEST begins. */
  createdAt(mapping: string, now: Date): string;
  get(mapping: string, shard: string): string | undefined;
  /** The checkpoint is on disk (when state is kept) as soon as this returns. */
  set(mapping: string, shard: string, sequenceNumber: string): void;
};

export const createCheckpointStore = (file: string | undefined): CheckpointStore => {
  const positions: Record<string, Position> = file === undefined ? {} : stored(file);
  const save = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(positions));
    renameSync(`${file}.new`, file);
  };
  const positionOf = (mapping: string, now: Date): Position => {
    const known = positions[mapping];
    if (known !== undefined) return known;
    const position: Position = { createdAt: now.toISOString(), sequenceNumbers: {} };
    positions[mapping] = position;
    save();
    return position;
  };
  return {
    createdAt: (mapping, now) => positionOf(mapping, now).createdAt,
    get: (mapping, shard) => positions[mapping]?.sequenceNumbers[shard],
    set: (mapping, shard, sequenceNumber) => {
      const position = positions[mapping];
      if (position === undefined) return;
      position.sequenceNumbers[shard] = sequenceNumber;
      save();
    },
  };
};

const stored = (file: string): Record<string, Position> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
};
