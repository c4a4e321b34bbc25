import { type ImportPlan, importRunSchema } from '#contracts/imports/import-step';
import { ImportFileError } from '#core/imports/column-mapping';
import { chunkKeyOf, type ImportEntity, isWholeOrder, type OrderFileRow } from '#core/imports/import-entity';
import { type ImportRun, importFiles, productsChunk, uploadKey } from '#core/imports/import-files';
import type { ImportJob } from '#core/imports/import-job';
import { partOf, partsOf } from '#core/imports/partition';
import { type ImportDependencies, importDependencies } from '#lambdas/shared/import-dependencies';
import type { ReadRow } from '#lambdas/shared/import-row';
import { importStep, loadJob, oncePerStep } from '#lambdas/shared/import-step';
import { readImportRows } from '#lambdas/shared/read-import-rows';
import { type RejectionCounts, RejectionLog } from '#lambdas/shared/rejection-log';
import { Spill, segmentName } from '#lambdas/shared/spill';

/** What the planning of a file left behind. */
export interface PlanResult extends ImportPlan {
  readonly rowsRead: number;
  readonly rejections: RejectionCounts;
}

const numbersBelow = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

const openRows = async (deps: ImportDependencies, run: ImportRun, job: ImportJob) => {
  const settings = await deps.settings(run.companyId);
  if (!settings) throw new ImportFileError('The company no longer exists.');
  return readImportRows(deps.uploads.read(uploadKey(run)), { job, settings, hashEmail: deps.hashEmail });
};

/** Rows and entities go to the parts that their keys belong to, so that what belongs together meets again. */
const makeSpills = ({ artifacts }: ImportDependencies, run: ImportRun, parts: number) => {
  const files = importFiles(run);
  const rows = new Spill<OrderFileRow>(artifacts, (part, segment) => files.rows(part) + segmentName('plan', segment));
  const entities = new Spill<ImportEntity>(
    artifacts,
    (chunk, segment) => files.entities(chunk) + segmentName('plan', segment),
  );
  return {
    add: async (read: ReadRow) => {
      const spill = read.kind === 'entity' ? entities : rows;
      if (read.kind === 'entity') entities.add(String(partOf(chunkKeyOf(read.entity), parts)), read.entity);
      else
        rows.add(String(partOf(read.row.orderId, parts)), read.row, isWholeOrder(read.row) ? read.row.lines.length : 1);
      if (spill.isFull) await spill.relieve();
    },
    close: async () => {
      await rows.close();
      await entities.close();
    },
  };
};

const plan = async (deps: ImportDependencies, run: ImportRun, job: ImportJob): Promise<PlanResult> => {
  const file = await deps.uploads.describe(uploadKey(run));
  if (!file) throw new ImportFileError('The uploaded file is no longer there; open a new import.');
  const parts = partsOf(file.bytes, job.compressed);
  const spills = makeSpills(deps, run, parts);
  const rejections = new RejectionLog(deps.artifacts, importFiles(run).rejected, 'plan');
  let rowsRead = 0;
  for await (const result of await openRows(deps, run, job)) {
    rowsRead += 1;
    if (result.ok) await spills.add(result.value);
    else await rejections.add(result.error);
  }
  await spills.close();
  await rejections.close();
  const chunks = numbersBelow(parts);
  return job.kind === 'orders'
    ? { parts: chunks, chunks: [...chunks, productsChunk], rowsRead, rejections: rejections.counts }
    : { parts: [], chunks, rowsRead, rejections: rejections.counts };
};

/** Reads the file once, checks every row, and spreads the good ones over chunks. */
export const makeHandler = (deps: ImportDependencies) =>
  importStep('PlanChunks', importRunSchema, deps, async (run): Promise<ImportPlan> => {
    const job = await loadJob(deps, run);
    const step = { key: importFiles(run).plan, step: 'plan' };
    const { parts, chunks } = await oncePerStep(deps, run, step, () => plan(deps, run, job));
    await deps.imports.plan(run, 1 + parts.length + chunks.length, deps.clock());
    return { parts, chunks };
  });

export const handler = makeHandler(importDependencies());
