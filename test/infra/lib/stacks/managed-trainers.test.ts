import { archiveTables } from '#contracts/pipeline/archive-tables';
import { eventPartitionFile, orderPartitionFile, runFiles } from '#core/models/run-files';
import { stageSettings } from '#lib/config/stages';
import { resourceAt, resourcesOf, statementsOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const managed = /^AWS::(Glue|Athena|Personalize)::/;
const without = synthesizedApp('prod').template('pipeline');
const withBoth = synthesizedApp('prod', { trainers: ['athena', 'personalize'] }).template('pipeline');

const actionsAt = (place: string): string[] =>
  [...new Set(statementsOf(withBoth, place).flatMap(({ actions }) => actions))].sort();

describe('a stage that names no managed trainer', () => {
  it('has no resource of one and may do nothing with one', () => {
    expect(resourcesOf(without).filter(({ type }) => managed.test(type))).toEqual([]);
    expect(JSON.stringify(without.toJSON())).not.toMatch(/athena:|glue:|personalize:Create|personalize\.amazonaws/);
  });

  it('tells its functions so', () => {
    const chooser = resourceAt(without, 'AWS::Lambda::Function', '/Training/Steps/MeasureStore/');
    expect(chooser.properties.Environment.Variables.TRAINERS).toBe('built-in');
  });
});

describe('a stage with Amazon Athena', () => {
  it('has a work group that encrypts results and bounds what a query reads', () => {
    const [group] = resourcesOf(withBoth, 'AWS::Athena::WorkGroup');
    expect(group?.properties).toMatchObject({
      Name: 'smart-upsell-prod',
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: expect.any(Number),
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
      },
    });
  });

  it('has the tables of the contract, whose partitions queries give', () => {
    const tables = resourcesOf(withBoth, 'AWS::Glue::Table').map(({ properties }) => properties.TableInput);
    expect(tables.map(({ Name }) => Name).sort()).toEqual(archiveTables.map(({ name }) => name).sort());
    for (const { PartitionKeys, Parameters } of tables) {
      for (const { Name } of PartitionKeys) expect(Parameters[`projection.${Name}.type`]).toBe('injected');
    }
  });

  it('lets its functions run queries of this work group, read these tables, and no more', () => {
    expect(actionsAt('/Training/Queries/').filter((action) => !/^(logs|xray):/.test(action))).toEqual([
      'athena:GetQueryExecution',
      'athena:StartQueryExecution',
      'glue:GetDatabase',
      'glue:GetPartition',
      'glue:GetPartitions',
      'glue:GetTable',
      'glue:GetTables',
      's3:AbortMultipartUpload',
      's3:GetBucketLocation',
      's3:GetObject',
      's3:ListBucket',
      's3:ListMultipartUploadParts',
      's3:PutObject',
    ]);
    for (const { actions, resources } of statementsOf(withBoth, '/Training/Queries/')) {
      if (actions.some((action) => /^(athena|glue):/.test(action))) expect(resources).not.toContain('*');
    }
  });
});

describe('a stage with Amazon Personalize', () => {
  it('has a role for the service that reads and writes files of runs and nothing else', () => {
    const role = resourceAt(withBoth, 'AWS::IAM::Role', '/PersonalizeAccess/');
    expect(JSON.stringify(role.properties.AssumeRolePolicyDocument)).toContain('aws:SourceAccount');
    expect(actionsAt('/Training/PersonalizeAccess/')).toEqual(['s3:GetObject', 's3:ListBucket', 's3:PutObject']);
  });

  it('lets its functions make, look at and delete, but keep no campaign, which would cost by the hour', () => {
    const actions = actionsAt('/Training/Personalize/');
    expect(actions).toContain('personalize:DeleteSolution');
    expect(actions).toContain('iam:PassRole');
    expect(actions.filter((action) => /Campaign|Recommender|Update|\*/.test(action))).toEqual([]);
  });
});

describe('the places of the tables', () => {
  const run = { companyId: 'acme', runName: '2026-11-20' };
  const placeOf = (name: string): string =>
    archiveTables
      .find((table) => table.name === name)!
      .prefix.replace(`\${company}`, run.companyId)
      .replace(`\${run}`, run.runName);

  it('are where the pipeline writes its files', () => {
    expect(orderPartitionFile(run, '2026-11').startsWith(placeOf('orders'))).toBe(true);
    expect(eventPartitionFile('acme', '2026/11/20', 'f00d').startsWith(placeOf('events'))).toBe(true);
    expect(runFiles(run).sqlItems.startsWith(placeOf('items'))).toBe(true);
    expect(runFiles(run).sqlResult('log')).toBe(placeOf('entries'));
  });
});

it('refuses a trainer that there is not', () => {
  expect(() => stageSettings('prod', { trainers: ['sagemaker'] })).toThrow('trainers');
});
