import { importRunSchema } from '#contracts/imports/import-step';
import { type ImportRun, importFiles } from '#core/imports/import-files';
import { countRejections, type Rejection, type RejectionCode } from '#core/imports/rejection';
import { reportHeader, reportLine } from '#core/imports/report';
import { type ChunkResult, sumResults } from '#lambdas/shared/chunk-result';
import { type ImportDependencies, importDependencies } from '#lambdas/shared/import-dependencies';
import { importStep } from '#lambdas/shared/import-step';
import { readJson } from '#lambdas/shared/json-artifact';
import { readSpilled } from '#lambdas/shared/spill';
import type { GroupResult } from './group-rows.ts';
import type { PlanResult } from './plan-chunks.ts';

/** Longer reports help nobody, and would not fit into memory. */
const mostReported = 200_000;

const readResults = async (deps: ImportDependencies, run: ImportRun) => {
  const files = importFiles(run);
  const plan = await readJson<PlanResult>(deps.artifacts, files.plan);
  const grouped = (plan?.parts ?? []).map((part) => readJson<GroupResult>(deps.artifacts, files.grouped(part)));
  const applied = (plan?.chunks ?? []).map((chunk) =>
    readJson<ChunkResult>(deps.artifacts, `${files.applied}${chunk}.json`),
  );
  const results = [...(await Promise.all(grouped)), ...(await Promise.all(applied))];
  const sum = sumResults([{ rejections: plan?.rejections }, ...results.map((result) => result ?? {})]);
  return { ...sum, rowsRead: plan?.rowsRead ?? 0 };
};

async function* rejectionsOf({ artifacts }: ImportDependencies, run: ImportRun): AsyncGenerator<Rejection> {
  const { rejected, appliedRejected } = importFiles(run);
  yield* readSpilled<Rejection>(artifacts, rejected);
  yield* readSpilled<Rejection>(artifacts, appliedRejected);
}

const writeReport = async (deps: ImportDependencies, run: ImportRun): Promise<string | null> => {
  const rejections: Rejection[] = [];
  for await (const rejection of rejectionsOf(deps, run)) {
    if (rejections.push(rejection) >= mostReported) break;
  }
  if (rejections.length === 0) return null;
  const lines = rejections.sort((a, b) => a.row - b.row || (a.code < b.code ? -1 : 1)).map(reportLine);
  const { report } = importFiles(run);
  await deps.artifacts.put(report, Buffer.from(reportHeader + lines.join('')));
  return report;
};

/** Sums up what the chunks did, writes the report of rejected rows and closes the job. */
export const makeHandler = (deps: ImportDependencies) =>
  importStep('FinishImport', importRunSchema, deps, async (run) => {
    const { counts, rejections, sample, rowsRead } = await readResults(deps, run);
    const byCode = new Map(Object.entries(rejections) as [RejectionCode, number][]);
    const rowsRejected = [...byCode.values()].reduce((sum, rows) => sum + rows, 0);
    const outcome = {
      counts: { ...counts, rowsRead, rowsRejected },
      rejections: countRejections(byCode),
      sample,
      reportKey: await writeReport(deps, run),
    };
    await deps.imports.finish(run, outcome, deps.clock());
    return outcome.counts;
  });

export const handler = makeHandler(importDependencies());
