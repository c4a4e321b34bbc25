import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlerPath } from '#contracts/operation';
import { operations } from '#contracts/operations';

export const workerFolders = ['streams', 'pipeline', 'imports', 'privacy', 'schedules'] as const;
export type WorkerFolder = (typeof workerFolders)[number];

/** Handlers that no route leads to, e.g. `lambdas/pipeline/prepare-run`: every file that exports a `handler`. */
export const workerPaths = (projectRoot: string, folder: WorkerFolder): string[] => {
  const directory = join(projectRoot, 'lambdas', folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.ts') && exportsHandler(join(directory, file)))
    .map((file) => `lambdas/${folder}/${file.slice(0, -'.ts'.length)}`)
    .sort();
};

const exportsHandler = (file: string) => /^export const handler\b/m.test(readFileSync(file, 'utf8'));

/** Workers that a stack names itself; the others are found by their files. */
export const namedWorkers = {
  archiveEvents: 'lambdas/streams/archive-events',
  aggregateEvents: 'lambdas/streams/aggregate-events',
  attributeOrders: 'lambdas/streams/attribute-orders',
  startNightlyRuns: 'lambdas/pipeline/start-nightly-runs',
  watchUsage: 'lambdas/schedules/watch-usage',
  stepOptimisers: 'lambdas/schedules/step-optimisers',
} as const;

/** Every handler of the app, as a path from the project root without extension. */
export const handlerPaths = (projectRoot: string): string[] => [
  ...operations.map(handlerPath),
  ...new Set([...Object.values(namedWorkers), ...workerFolders.flatMap((folder) => workerPaths(projectRoot, folder))]),
];
