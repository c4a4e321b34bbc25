import { applyChunkSchema } from '#contracts/imports/import-step';
import type { ImportEntity } from '#core/imports/import-entity';
import { type ImportRun, importFiles, productsChunk } from '#core/imports/import-files';
import type { ImportKind } from '#core/imports/import-job';
import { applyCustomerChunk, applyDerivedProducts, applyProductChunk } from '#lambdas/shared/apply-entity-chunk';
import { applyOrderChunk } from '#lambdas/shared/apply-order-chunk';
import type { ChunkResult } from '#lambdas/shared/chunk-result';
import { type ImportDependencies, importDependencies } from '#lambdas/shared/import-dependencies';
import { importStep, loadJob, oncePerStep } from '#lambdas/shared/import-step';
import { RejectionLog } from '#lambdas/shared/rejection-log';
import { readSpilled } from '#lambdas/shared/spill';

const appliers = { orders: applyOrderChunk, products: applyProductChunk, customers: applyCustomerChunk } as const;

const readEntities = async (deps: ImportDependencies, run: ImportRun, chunk: string): Promise<ImportEntity[]> => {
  const entities: ImportEntity[] = [];
  const spilled = readSpilled<ImportEntity>(deps.artifacts, importFiles(run).entities(chunk));
  for await (const entity of spilled) entities.push(entity);
  return entities;
};

const apply = async (
  deps: ImportDependencies,
  run: ImportRun,
  chunk: string,
  kind: ImportKind,
): Promise<ChunkResult> => {
  const log = new RejectionLog(deps.artifacts, importFiles(run).appliedRejected, `chunk-${chunk}`);
  const applied =
    chunk === productsChunk
      ? await applyDerivedProducts(deps, run)
      : await appliers[kind](deps, run, await readEntities(deps, run, chunk), log);
  await log.close();
  return { ...applied, rejections: log.counts };
};

/** Writes a chunk into the store, or in a dry run compares it with the store. */
export const makeHandler = (deps: ImportDependencies) =>
  importStep('ApplyChunk', applyChunkSchema, deps, async ({ chunk, ...run }) => {
    const { kind } = await loadJob(deps, run);
    const step = { key: `${importFiles(run).applied}${chunk}.json`, step: `apply-${chunk}` };
    await oncePerStep(deps, run, step, () => apply(deps, run, chunk, kind));
    return { chunk };
  });

export const handler = makeHandler(importDependencies());
