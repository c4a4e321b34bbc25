import { gzipSync } from 'node:zlib';
import { readNdjson } from '#adapters/s3/ndjson-file';
import type { ArtifactStore } from '#core/ports/artifact-store';

/** Working files live for minutes: time counts more than size. */
const fastest = { level: 1 } as const;

/** Weight that is held in all parts together before the fullest parts are written out. */
const mostHeld = 60_000;

interface Held {
  /** Values as JSON: their objects would keep the text that they were cut from. */
  readonly lines: string[];
  weight: number;
}

/**
 * Spreads values over parts of a store with bounded memory: each part is a folder of gzipped NDJSON segments. The same
 * values in the same order give the same keys and bytes, so a repeated step overwrites its own.
 */
export class Spill<T> {
  private readonly artifacts: ArtifactStore;
  private readonly keyOf: (part: string, segment: number) => string;
  private readonly held = new Map<string, Held>();
  private readonly segments = new Map<string, number>();
  private weight = 0;

  constructor(artifacts: ArtifactStore, keyOf: (part: string, segment: number) => string) {
    this.artifacts = artifacts;
    this.keyOf = keyOf;
  }

  /** True when `relieve` should be called before more is added. */
  get isFull(): boolean {
    return this.weight >= mostHeld;
  }

  /** `weight`: size in rows of a file. */
  add(part: string, value: T, weight = 1): void {
    const held = this.held.get(part) ?? { lines: [], weight: 0 };
    held.lines.push(`${JSON.stringify(value)}\n`);
    held.weight += weight;
    this.held.set(part, held);
    this.weight += weight;
  }

  /** Writes the fullest parts out until half of the room is free. */
  async relieve(): Promise<void> {
    const fullest = [...this.held.keys()].sort(
      (a, b) => this.held.get(b)!.weight - this.held.get(a)!.weight || (a < b ? -1 : 1),
    );
    for (const part of fullest) {
      if (this.weight <= mostHeld / 2) return;
      await this.write(part);
    }
  }

  /** Writes everything that is held. */
  async close(): Promise<void> {
    for (const part of [...this.held.keys()].sort()) await this.write(part);
  }

  private async write(part: string): Promise<void> {
    const held = this.held.get(part);
    if (!held) return;
    const segment = this.segments.get(part) ?? 0;
    this.segments.set(part, segment + 1);
    this.held.delete(part);
    this.weight -= held.weight;
    await this.artifacts.put(this.keyOf(part, segment), gzipSync(held.lines.join(''), fastest));
  }
}

export const segmentName = (writer: string, segment: number): string =>
  `${writer}-${String(segment).padStart(5, '0')}.ndjson.gz`;

/** Everything that was spilled below a prefix, in the order of the keys. */
export async function* readSpilled<T>(artifacts: ArtifactStore, prefix: string): AsyncGenerator<T> {
  for (const key of await artifacts.list(prefix)) {
    for (const value of readNdjson(await artifacts.get(key))) yield value as T;
  }
}
