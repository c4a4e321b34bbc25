import type { ShopEvent } from '#core/events/shop-event';
import { type Identified, isOfPerson, type Person } from '#core/privacy/person';
import { privacyFiles, privacyRoot } from '#core/privacy/privacy-files';
import { isAtWork, type PrivacyCounts, type PrivacyJobRef } from '#core/privacy/privacy-job';
import { partName } from '#core/privacy/privacy-part';
import { jobsAbout } from '#lambdas/shared/jobs-about';
import { readJson, writeJson } from '#lambdas/shared/json-artifact';
import type { PrivacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { runningJob } from '#lambdas/shared/privacy-step';

type Line = Pick<ShopEvent, 'type' | 'orderId'>;

const isOf =
  (person: Person) =>
  (line: unknown): boolean =>
    isOfPerson(line as Identified, person);

const linesOf = async ({ archived }: PrivacyDependencies, key: string, person: Person): Promise<Line[]> => {
  const own: Line[] = [];
  for await (const line of archived.lines(key)) if (isOf(person)(line)) own.push(line as Line);
  return own;
};

/** Orders that pages told of: nothing but these lines leads to the credits of those that no server told of. */
const boughtIn = (lines: readonly Line[]): string[] => [
  ...new Set(lines.flatMap(({ type, orderId }) => (type === 'purchase' && orderId ? [orderId] : []))),
];

/** Notes that a day is about to change: its old versions are to be deleted even when the step dies before it can. */
const touch = async (deps: PrivacyDependencies, ref: PrivacyJobRef, day: string): Promise<void> => {
  await deps.items.markErasedDay(ref.companyId, day.replaceAll('/', '-'), ref.jobId);
  await writeJson(deps.artifacts, privacyFiles(ref).touched(partName({ kind: 'events', day })), {});
};

/** Leaves the person's lines out of the archive of a day, and forgets how it was before. */
export const eraseDay = async (
  deps: PrivacyDependencies,
  ref: PrivacyJobRef,
  person: Person,
  day: string,
): Promise<PrivacyCounts> => {
  const prefix = deps.archive.dayPrefix(ref.companyId, day);
  const touched = privacyFiles(ref).touched(partName({ kind: 'events', day }));
  let isTouched = (await readJson(deps.artifacts, touched)) !== undefined;
  let lines = 0;
  for (const key of await deps.archived.list(prefix)) {
    const own = await linesOf(deps, key, person);
    if (own.length === 0) continue;
    await deps.credits.forget(ref.companyId, boughtIn(own));
    if (!isTouched) await touch(deps, ref, day);
    isTouched = true;
    lines += await deps.archived.rewrite(key, (line) => (isOf(person)(line) ? undefined : line));
  }
  if (isTouched) await deps.archived.forgetVersions(prefix);
  return { 'archived event': lines };
};

/** Forgets who placed the person's orders of a month. */
export const eraseMonth = async (
  { orders, credits, clock }: PrivacyDependencies,
  companyId: string,
  person: Person,
  month: string,
): Promise<PrivacyCounts> => {
  const own: string[] = [];
  for await (const order of orders.streamMonth(companyId, month)) if (isOf(person)(order)) own.push(order.orderId);
  await credits.forget(companyId, own);
  for (const orderId of own) await orders.anonymise(companyId, orderId, clock());
  return { 'anonymised order': own.length };
};

/** An order stays a basket without a buyer, an event goes. */
const inPartition =
  (person: Person) =>
  (line: unknown): unknown => {
    if (!isOf(person)(line)) return line;
    const { customerId: _customer, sessionId: _session, ...rest } = line as Identified & { lines?: unknown };
    return rest.lines === undefined ? undefined : rest;
  };

const isPartition = (key: string): boolean =>
  /\/(_partitions\/(events|shown-to)|partitions\/orders)\/.*\.ndjson\.gz$/.test(key);
/** The log that SQL trains from names sessions; only a run at work reads it, and begins anew without it. */
const isSqlLog = (key: string): boolean => key.includes('/sql/log/');

/** Leaves the person out of the working files of training runs. All others hold numbers in place of people. */
export const eraseRuns = async (
  { files }: PrivacyDependencies,
  companyId: string,
  person: Person,
): Promise<PrivacyCounts> => {
  const prefix = `runs/${companyId}/`;
  let lines = 0;
  for (const key of await files.list(prefix)) {
    if (isPartition(key)) lines += await files.rewrite(key, inPartition(person));
    else if (isSqlLog(key)) await files.delete(key);
  }
  await files.forgetVersions(prefix);
  return { 'line of a training file': lines };
};

/** Deletes what earlier jobs about the person have left: exported files, and notes of jobs that failed. */
export const eraseExports = async (deps: PrivacyDependencies, ref: PrivacyJobRef): Promise<PrivacyCounts> => {
  const { companyId, jobId } = ref;
  const { subject } = await runningJob(deps, ref);
  let exports = 0;
  for await (const job of jobsAbout(deps, companyId, subject)) {
    if (job.jobId === jobId || isAtWork(job, deps.clock())) continue;
    const prefix = `${privacyRoot(companyId)}${job.jobId}/`;
    for (const key of await deps.files.list(prefix)) await deps.files.delete(key);
    await deps.files.forgetVersions(prefix);
    if (job.fileKey === null) continue;
    await deps.jobs.forgetFile(job);
    exports += 1;
  }
  return { 'exported file': exports };
};
