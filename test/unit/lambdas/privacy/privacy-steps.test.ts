import { gzipSync } from 'node:zlib';
import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import { newImportJob } from '#core/imports/new-import-job';
import { readErasureReport } from '#core/privacy/erasure-report';
import { privacyFiles } from '#core/privacy/privacy-files';
import type { PrivacyJob } from '#core/privacy/privacy-job';
import { makeHandler as makeErasePart } from '#lambdas/privacy/erase-part';
import { makeHandler as makeFail } from '#lambdas/privacy/fail-job';
import { makeHandler as makeFinishErasure } from '#lambdas/privacy/finish-erasure';
import { makeHandler as makeFinishExport } from '#lambdas/privacy/finish-export';
import { makeHandler as makeGather } from '#lambdas/privacy/gather-part';
import { makeHandler as makeJoin } from '#lambdas/privacy/join-sessions';
import { makeHandler as makePrepare } from '#lambdas/privacy/prepare-search';
import { makeHandler as makeRemember } from '#lambdas/privacy/remember-person';
import { makeHandler as makeSearch } from '#lambdas/privacy/search-part';
import { testCompanyId as companyId, companySettings, testNow } from '#test/support/endpoint-fakes';
import { type PrivacyFakes, privacyFakes, privacySubject, startedJob } from '#test/support/privacy-fakes';

const dayKey = (name: string) => `events/${companyId}/2026/11/19/10/${name}.ndjson.gz`;
const signedIn = { eventId: '1', type: 'product_view', sessionId: 's1', customerId: 'jane' };
const anonymous = { eventId: '2', type: 'purchase', sessionId: 's1', orderId: 'page-order' };
const others = { eventId: '3', type: 'product_view', sessionId: 's1', customerId: 'john' };
const earlier = { eventId: '4', type: 'product_view', sessionId: 's0' };

const stocked = async (): Promise<PrivacyFakes> => {
  const deps = privacyFakes();
  deps.archiveContents.set(dayKey('a'), writeNdjson([signedIn, others]));
  deps.archiveContents.set(dayKey('b'), writeNdjson([anonymous, earlier]));
  deps.archiveContents.set(dayKey('c'), writeNdjson([others]));
  const order = {
    status: 'placed',
    currency: 'EUR',
    lines: [],
    orderedAt: '2026-05-01T10:00:00.000Z',
    updatedAt: testNow,
  } as const;
  await deps.orders.upsertMany(companyId, [
    { ...order, orderId: 'o1', customerId: 'jane', sessionId: 's2' },
    { ...order, orderId: 'o2', customerId: 'john', sessionId: 's1' },
    { ...order, orderId: 'o3', sessionId: 's2' },
  ]);
  return deps;
};

const inputOf = ({ jobId, kind }: PrivacyJob) => ({ companyId, jobId, kind });

/** As the machine does it: the parts that the last state named. */
const search = async (deps: PrivacyFakes, job: PrivacyJob): Promise<readonly string[]> => {
  const { parts } = await makePrepare(deps)(inputOf(job));
  for (const part of parts) await makeSearch(deps)({ ...inputOf(job), part });
  return (await makeJoin(deps)(inputOf(job))).parts;
};

const erase = async (deps: PrivacyFakes, job: PrivacyJob): Promise<void> => {
  await makeRemember(deps)(inputOf(job));
  for (const part of [...(await search(deps, job)), 'runs']) await makeErasePart(deps)({ ...inputOf(job), part });
  await makeFinishErasure(deps)(inputOf(job));
};

const archivedLines = ({ archiveContents }: PrivacyFakes) =>
  [...archiveContents.values()].flatMap((content) => [...readNdjson(content)]);

describe('an erasure', () => {
  it('leaves out what belongs to the person and to no other customer, in archive and orders', async () => {
    const deps = await stocked();
    await erase(deps, await startedJob(deps, 'erasure', 'AAAAAAAAAA'));
    expect(archivedLines(deps)).toEqual([others, earlier, others]);
    expect(await deps.orders.get(companyId, 'o1')).toMatchObject({ anonymisedAt: testNow });
    expect(await deps.orders.get(companyId, 'o1')).not.toHaveProperty('customerId');
    expect(await deps.orders.get(companyId, 'o3')).not.toHaveProperty('sessionId');
    expect(await deps.orders.get(companyId, 'o2')).toMatchObject({ customerId: 'john', sessionId: 's1' });
    expect(deps.forgottenCredits.sort()).toEqual(['o1', 'o3', 'page-order']);
    expect(deps.items.erasedDays).toEqual(['2026-11-19']);
    expect(deps.archived.forgotten).toEqual([`events/${companyId}/2026/11/19/`]);
  });

  it('remembers customer and sessions, signs a report with counts, and keeps no note of its own', async () => {
    const deps = await stocked();
    const job = await startedJob(deps, 'erasure', 'AAAAAAAAAA');
    await erase(deps, job);
    expect([[...deps.erased.customerIds], [...deps.erased.sessionIds]]).toEqual([['jane'], ['s1', 's2']]);
    const ended = (await deps.jobs.get(job))!;
    expect(ended).toMatchObject({ status: 'succeeded', fileKey: null });
    expect(readErasureReport(ended.report ?? '', companySettings().signingKey)).toMatchObject({
      subject: privacySubject,
      counts: {
        session: 2,
        'archived event': 2,
        'anonymised order': 2,
        'customer customer': 1,
        'quarantined event': 2,
      },
    });
    expect([...deps.contents.keys()]).toEqual([]);
    expect(ended).not.toHaveProperty('customerId');
  });

  it('never logs who the person is', async () => {
    const deps = await stocked();
    await erase(deps, await startedJob(deps, 'erasure', 'AAAAAAAAAA'));
    expect(deps.logLines.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['privacy_step_done', 'person_erased']),
    );
    expect(JSON.stringify(deps.logLines)).not.toMatch(/jane"|"s1"|"s2"/);
  });

  it('goes on where one before it stopped: sessions that it had found are erased, though nothing links them any more', async () => {
    const deps = await stocked();
    const failed = await startedJob(deps, 'erasure', 'AAAAAAAAAA');
    await search(deps, failed);
    deps.archiveContents.delete(dayKey('a'));
    await deps.orders.anonymise(companyId, 'o1', testNow);
    await makeFail(deps)({ ...inputOf(failed), error: { Error: 'States.Timeout' } });
    await erase(deps, await startedJob(deps, 'erasure', 'BBBBBBBBBB'));
    expect(archivedLines(deps)).toEqual([earlier, others]);
    expect([...deps.contents.keys()]).toEqual([]);
  });

  it('deletes old versions of a day even when it died after the lines were gone', async () => {
    const deps = await stocked();
    const job = await startedJob(deps, 'erasure', 'AAAAAAAAAA');
    await search(deps, job);
    const part = { ...inputOf(job), part: 'events/2026/11/19' };
    const { forgetVersions } = deps.archived;
    deps.archived.forgetVersions = () => Promise.reject(new Error('S3 is away'));
    await expect(makeErasePart(deps)(part)).rejects.toThrow('S3 is away');
    deps.archived.forgetVersions = forgetVersions;
    await makeErasePart(deps)(part);
    expect(deps.archived.forgotten).toEqual([`events/${companyId}/2026/11/19/`]);
  });

  it('counts a part once, however often its step runs', async () => {
    const deps = await stocked();
    const job = await startedJob(deps, 'erasure', 'AAAAAAAAAA');
    await search(deps, job);
    for (let again = 0; again < 2; again += 1)
      await makeErasePart(deps)({ ...inputOf(job), part: 'events/2026/11/19' });
    const { done } = privacyFiles(job);
    const counts = Buffer.from(deps.contents.get(done('events/2026/11/19'))!).toString();
    expect(JSON.parse(counts)).toEqual({ 'archived event': 2 });
  });

  it('leaves the person out of the files of training runs, whose tallies and other lines stay', async () => {
    const deps = await stocked();
    const [orders, events] = [
      `runs/${companyId}/r/partitions/orders/2026-05.ndjson.gz`,
      `runs/${companyId}/_partitions/events/2026/11/19-a.ndjson.gz`,
    ];
    const tally = { tally: { records: 2, duplicates: 0 } };
    deps.contents.set(orders, writeNdjson([{ orderId: 'o1', customerId: 'jane', lines: [1] }, tally]));
    deps.contents.set(events, writeNdjson([anonymous, others, tally]));
    deps.contents.set(`runs/${companyId}/r/sql/log/part`, Buffer.from('s1'));
    deps.contents.set(`runs/${companyId}/r/training-data.bin`, Buffer.from('numbers'));
    await erase(deps, await startedJob(deps, 'erasure', 'AAAAAAAAAA'));
    const lines = (key: string) => [...readNdjson(deps.contents.get(key)!)];
    expect(lines(orders)).toEqual([{ orderId: 'o1', lines: [1] }, tally]);
    expect(lines(events)).toEqual([others, tally]);
    expect([...deps.contents.keys()].sort()).toEqual([events, orders, `runs/${companyId}/r/training-data.bin`].sort());
  });

  it('is over when its job is, and a repeated end changes nothing', async () => {
    const deps = await stocked();
    const job = await startedJob(deps, 'erasure', 'AAAAAAAAAA');
    await erase(deps, job);
    const before = await deps.jobs.get(job);
    await makeFinishErasure(deps)(inputOf(job));
    expect(await deps.jobs.get(job)).toEqual(before);
    await expect(makeErasePart(deps)({ ...inputOf(job), part: 'shopper' })).rejects.toMatchObject({
      name: 'PrivacyJobOverError',
    });
    await expect(makeErasePart(deps)({ ...inputOf(job), part: 'everything' })).rejects.toThrow();
  });
});

describe('an erasure and imports', () => {
  const imported = async (deps: PrivacyFakes, randomId: string, file: Uint8Array | string) => {
    const given = {
      companyId,
      kind: 'customers',
      format: 'csv',
      compressed: false,
      mapping: {},
      defaults: {},
    } as const;
    const job = newImportJob({ ...given, randomId, now: testNow });
    await deps.imports.create(job);
    deps.contents.set(`uploads/${companyId}/${job.importId}`, Buffer.from(file));
    deps.contents.set(`imports/${companyId}/${job.importId}/tag/plan.json`, Buffer.from('{}'));
    return job;
  };
  const eraseImports = async (deps: PrivacyFakes) => {
    const job = await startedJob(deps, 'erasure', 'AAAAAAAAAA');
    await search(deps, job);
    return makeErasePart(deps)({ ...inputOf(job), part: 'imports' });
  };

  it('deletes files that name the person whole, gzipped or not, and leaves the others', async () => {
    const deps = await stocked();
    await imported(deps, 'IMPORT0001', 'customerId\njane\n');
    await imported(deps, 'IMPORT0002', gzipSync('a;b\n1;"jane"\n'));
    const kept = await imported(deps, 'IMPORT0003', 'customerId\njanet\n');
    await eraseImports(deps);
    const left = [...deps.contents.keys()].filter((key) => /^(uploads|imports)\//.test(key));
    expect(left.sort()).toEqual([
      `imports/${companyId}/${kept.importId}/tag/plan.json`,
      `uploads/${companyId}/${kept.importId}`,
    ]);
  });

  it('waits for an import that is at work on such a file', async () => {
    const deps = await stocked();
    const job = await imported(deps, 'IMPORT0001', 'jane');
    await deps.imports.start(job, { dryRun: false, uploadTag: 'tag', now: testNow });
    await expect(eraseImports(deps)).rejects.toMatchObject({ name: 'ImportAtWorkError' });
    expect(deps.contents.has(`uploads/${companyId}/${job.importId}`)).toBe(true);
  });

  it('takes the person out of previews', async () => {
    const deps = await stocked();
    const job = await imported(deps, 'IMPORT0001', 'nobody');
    const sample = ['jane', 'john'].map((id) => ({ id, change: 'created', summary: 'no segments' }) as const);
    await deps.imports.redact(job, { sample, reportKey: 'report' });
    await eraseImports(deps);
    expect(await deps.imports.get(job)).toMatchObject({ sample: [{ id: 'john' }], reportKey: 'report' });
  });
});

describe('an export', () => {
  it('is one file of JSON lines for a week, and an erasure deletes it', async () => {
    const deps = await stocked();
    const job = await startedJob(deps, 'export', 'AAAAAAAAAA');
    for (const part of await search(deps, job)) await makeGather(deps)({ ...inputOf(job), part });
    await makeFinishExport(deps)(inputOf(job));
    const { counts, fileKey, fileExpiresAt } = (await deps.jobs.get(job))!;
    expect([counts, fileExpiresAt]).toEqual([
      { 'customer customer': 1, event: 2, order: 2 },
      '2026-11-27T10:00:00.000Z',
    ]);
    expect([...deps.contents.keys()]).toEqual([fileKey]);
    const lines = Buffer.from(deps.contents.get(fileKey ?? '')!)
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).type)).toEqual([
      'export',
      'event',
      'event',
      'order',
      'order',
      'customer customer',
    ]);
    expect(deps.erased.customerIds.size).toBe(0);
    await erase(deps, await startedJob(deps, 'erasure', 'BBBBBBBBBB'));
    expect([...deps.contents.keys()]).toEqual([]);
    expect((await deps.jobs.get(job))?.fileKey).toBeNull();
  });
});
