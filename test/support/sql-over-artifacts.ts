import { tmpdir } from 'node:os';
import { archiveTables } from '#contracts/pipeline/archive-tables';
import { createSqlEngine, type ObjectFiles, type SqlEngine } from '#local/cloud/athena/sql-engine';
import type { MemoryArtifactStore } from '#test/support/memory-stores';

export const sqlBucket = 'artifacts';

const root = `s3://${sqlBucket}/`;

/** The files of a run in memory, by their S3 addresses. */
export const filesOverArtifacts = (artifacts: MemoryArtifactStore): ObjectFiles => ({
  read: async (place) => Promise.all((await artifacts.list(place.slice(root.length))).map((key) => artifacts.get(key))),
  write: (address, content) => artifacts.put(address.slice(root.length), content),
});

/** Athena's stand-in over the files of a run in memory. */
export const sqlOverArtifacts = (artifacts: MemoryArtifactStore): SqlEngine =>
  createSqlEngine({
    temporaryFolder: tmpdir(),
    tables: archiveTables.map(({ prefix, ...table }) => ({ ...table, location: `${root}${prefix}` })),
    files: filesOverArtifacts(artifacts),
  });
