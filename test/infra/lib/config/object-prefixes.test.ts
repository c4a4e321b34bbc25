import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { importFiles, uploadKey } from '#core/imports/import-files';
import { modelProductsFile, runFiles } from '#core/models/run-files';
import { objectPrefixes } from '#lib/config/object-prefixes';

const firstPart = (key: string) => key.split('/')[0];

describe('prefixes that the functions are granted', () => {
  const { uploads, imports, runs, models } = objectPrefixes.artifacts;

  it('are those of import files', () => {
    const job = { companyId: 'acme', importId: 'i1', dryRun: false };
    expect(firstPart(uploadKey(job))).toBe(uploads);
    const keys = Object.values(importFiles({ ...job, uploadTag: 't1' })).map((key) =>
      typeof key === 'function' ? String(Reflect.apply(key, undefined, [1])) : key,
    );
    expect(new Set(keys.map(firstPart))).toEqual(new Set([imports]));
  });

  it('are those of training runs and models', () => {
    const run = { companyId: 'acme', runName: 'r1' };
    const files = runFiles(run);
    const keys = [files.catalog, files.trainingData, files.popularity, files.rowChunk(1), files.stepsPrefix];
    expect(new Set(keys.map(firstPart))).toEqual(new Set([runs]));
    expect(firstPart(modelProductsFile('acme', 'm1'))).toBe(models);
  });

  it('are those of archived events', async () => {
    const s3 = mockClient(S3Client);
    const archive = makeEventArchive(new S3Client({}), 'bucket');
    await archive.put({ companyId: 'acme', hour: '2026/01/01/00', name: 'batch', events: [] });
    const key = s3.commandCalls(PutObjectCommand)[0]?.args[0].input.Key ?? '';
    expect(firstPart(key)).toBe(objectPrefixes.archive.events);
  });
});
