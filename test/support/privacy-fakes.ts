import { gunzipSync } from 'node:zlib';
import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import type { PersonItems } from '#core/ports/person-items';
import type { RewritableFiles } from '#core/ports/rewritable-files';
import { newPrivacyJob, type PrivacyJob, type PrivacyJobKind } from '#core/privacy/privacy-job';
import type { PrivacyDependencies } from '#lambdas/shared/privacy-dependencies';
import {
  companySettings,
  type EndpointFakes,
  endpointFakes,
  testCompanyId,
  testNow,
} from '#test/support/endpoint-fakes';
import { type MemoryErasedPeople, memoryErasedPeople } from '#test/support/memory-erased-people';
import { type MemoryFiles, memoryFiles } from '#test/support/memory-files';
import { memoryPrivacyJobs } from '#test/support/memory-privacy-jobs';
import { memoryImportStore, memoryOrderStore } from '#test/support/memory-shop-stores';

const isGzip = (content: Uint8Array): boolean => content[0] === 0x1f && content[1] === 0x8b;

/** Files in memory that can be rewritten; `forgotten` are the prefixes whose old versions were deleted. */
export const memoryRewritableFiles = ({
  contents,
  artifacts,
}: MemoryFiles): RewritableFiles & { readonly forgotten: string[] } => {
  const forgotten: string[] = [];
  const linesOf = (key: string): unknown[] => {
    const content = contents.get(key);
    return content ? [...readNdjson(content)] : [];
  };
  return {
    forgotten,
    list: artifacts.list,
    lines: async function* (key) {
      yield* linesOf(key);
    },
    text: async function* (key) {
      const content = contents.get(key) ?? new Uint8Array();
      yield Buffer.from(isGzip(content) ? gunzipSync(content) : content).toString('utf8');
    },
    rewrite: async (key, change) => {
      const before = linesOf(key);
      const after = before.map(change);
      const changed = after.filter((line, index) => line !== before[index]).length;
      if (changed > 0) contents.set(key, writeNdjson(after.filter((line) => line !== undefined)));
      return changed;
    },
    delete: async (key) => void contents.delete(key),
    forgetVersions: async (prefix) => void forgotten.push(prefix),
  };
};

const memoryPersonItems = (): PersonItems & { readonly erasedDays: string[] } => {
  const erasedDays: string[] = [];
  let isThere = true;
  return {
    erasedDays,
    carts: async function* () {},
    records: async function* () {
      yield { type: 'customer customer', data: { segments: ['vip'] } };
    },
    erase: async () => {
      const counts: Record<string, number> = isThere ? { 'customer customer': 1 } : {};
      isThere = false;
      return counts;
    },
    quarantined: async function* () {},
    eraseMentions: async () => ({ 'quarantined event': 2 }),
    markErasedDay: async (_companyId, day) => void erasedDays.push(day),
  };
};

export interface PrivacyFakes extends PrivacyDependencies, Pick<EndpointFakes, 'logLines'> {
  readonly archiveContents: Map<string, Uint8Array>;
  readonly contents: Map<string, Uint8Array>;
  readonly items: ReturnType<typeof memoryPersonItems>;
  readonly erased: MemoryErasedPeople;
  readonly archived: ReturnType<typeof memoryRewritableFiles>;
  readonly files: ReturnType<typeof memoryRewritableFiles>;
  readonly orders: ReturnType<typeof memoryOrderStore>;
  readonly imports: ReturnType<typeof memoryImportStore>;
  /** Orders whose credits forgot their buyers. */
  readonly forgottenCredits: string[];
}

/** Steps of exports and erasures over stores and files in memory. */
export const privacyFakes = (): PrivacyFakes => {
  const { log, meter, logLines } = endpointFakes();
  const [archive, artifacts] = [memoryFiles(), memoryFiles()];
  const forgottenCredits: string[] = [];
  const root = `events/${testCompanyId}/`;
  const dayOf = (key: string) => key.slice(root.length, root.length + 'YYYY/MM/DD'.length);
  return {
    log,
    meter,
    logLines,
    clock: () => testNow,
    settings: async (companyId) => companySettings({}, companyId),
    jobs: memoryPrivacyJobs(),
    erased: memoryErasedPeople(),
    items: memoryPersonItems(),
    orders: memoryOrderStore(),
    credits: { forget: async (_companyId, orderIds) => void forgottenCredits.push(...orderIds) },
    forgottenCredits,
    imports: memoryImportStore(),
    archive: {
      days: async () => [...new Set([...archive.contents.keys()].map(dayOf))].sort(),
      dayPrefix: (_companyId, day) => `${root}${day}/`,
    },
    archived: memoryRewritableFiles(archive),
    files: memoryRewritableFiles(artifacts),
    artifacts: artifacts.artifacts,
    archiveContents: archive.contents,
    contents: artifacts.contents,
  };
};

export const privacySubject = 'subject-1';

/** A running job about the customer `jane`. */
export const startedJob = async (
  { jobs }: Pick<PrivacyDependencies, 'jobs'>,
  kind: PrivacyJobKind,
  randomId: string,
): Promise<PrivacyJob> => {
  const about = { companyId: testCompanyId, customerId: 'jane', subject: privacySubject };
  const job = newPrivacyJob({ ...about, kind, requestedBy: 'ann', randomId, now: testNow });
  await jobs.create(job);
  return job;
};
