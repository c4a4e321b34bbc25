import {
  CreateBatchInferenceJobCommand,
  CreateDatasetGroupCommand,
  CreateDatasetImportJobCommand,
  CreateSolutionCommand,
  CreateSolutionVersionCommand,
  DeleteSolutionCommand,
  DescribeBatchInferenceJobCommand,
  DescribeDatasetGroupCommand,
  DescribeDatasetImportJobCommand,
  DescribeSolutionCommand,
  DescribeSolutionVersionCommand,
  LimitExceededException,
  PersonalizeClient,
  ResourceAlreadyExistsException,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-personalize';
import { mockClient } from 'aws-sdk-client-mock';
import { makePersonalizer } from '#adapters/personalize/personalizer';
import { type PersonalizeStage, personalizeStages } from '#core/ports/personalizer';
import { resourcePlan } from '#core/training/personalize/resource-plan';
import { createPersonalizeApi } from '#local/cloud/personalize/personalize-api';
import { memoryArtifactStore } from '#test/support/memory-stores';
import { personalizeClientOf, testPersonalizeRole } from '#test/support/personalize-client';
import { filesOverArtifacts, sqlBucket } from '#test/support/sql-over-artifacts';

const service = mockClient(PersonalizeClient);
const personalizer = makePersonalizer({ roleArn: testPersonalizeRole, listLength: 30 }, new PersonalizeClient());
const plan = resourcePlan({
  stage: 'prod',
  companyId: 'acme',
  runName: '2026-11-20',
  relations: ['also-bought'],
  bucketName: sqlBucket,
  arnPrefix: 'arn:aws:personalize:us-east-1:000000000000',
});
const [solution] = plan.solutions;
const fault = { $metadata: {}, message: 'as the service says it' };
const notFound = new ResourceNotFoundException(fault);
const versionArn = `${solution!.arn}/0a1b`;

beforeEach(() => service.reset());

describe('makePersonalizer', () => {
  it('makes what is not there, and waits', async () => {
    service.on(DescribeDatasetGroupCommand).rejects(notFound);
    service.on(CreateDatasetGroupCommand).resolves({ datasetGroupArn: plan.groupArn });
    expect(await personalizer.ensure(plan, 'dataset-group')).toBe(false);
    expect(service.commandCalls(CreateDatasetGroupCommand)[0]?.args[0].input).toEqual({ name: plan.groupName });
  });

  it.each(['CREATE PENDING', 'CREATE IN_PROGRESS'])('waits for what is %s, and makes nothing', async (status) => {
    service.on(DescribeDatasetGroupCommand).resolves({ datasetGroup: { status } });
    expect(await personalizer.ensure(plan, 'dataset-group')).toBe(false);
    expect(service.commandCalls(CreateDatasetGroupCommand)).toHaveLength(0);
  });

  it('is done with what is ACTIVE', async () => {
    service.on(DescribeDatasetGroupCommand).resolves({ datasetGroup: { status: 'ACTIVE' } });
    expect(await personalizer.ensure(plan, 'dataset-group')).toBe(true);
  });

  it('takes what another attempt made for its own', async () => {
    service.on(DescribeDatasetGroupCommand).rejects(notFound);
    service.on(CreateDatasetGroupCommand).rejects(new ResourceAlreadyExistsException(fault));
    expect(await personalizer.ensure(plan, 'dataset-group')).toBe(false);
  });

  it('names what failed, and why', async () => {
    service
      .on(DescribeDatasetImportJobCommand)
      .resolves({ datasetImportJob: { status: 'CREATE FAILED', failureReason: 'Column ITEM_ID is missing' } });
    await expect(personalizer.ensure(plan, 'imports')).rejects.toMatchObject({
      name: 'PersonalizeFailedError',
      message: `The import job ${plan.datasets[0]?.importName} failed: Column ITEM_ID is missing`,
    });
  });

  it('names the quota of the account that is used up', async () => {
    service.on(DescribeDatasetGroupCommand).rejects(notFound);
    service.on(CreateDatasetGroupCommand).rejects(new LimitExceededException(fault));
    await expect(personalizer.ensure(plan, 'dataset-group')).rejects.toThrow(
      'exceeds a quota of the account: as the service says it',
    );
  });

  it('hands on an error that may pass, for the state machine to try again', async () => {
    service.on(DescribeDatasetGroupCommand).rejects(new Error('Service unavailable'));
    await expect(personalizer.ensure(plan, 'dataset-group')).rejects.toThrow('Service unavailable');
  });

  it('imports whole files by the role that may read them', async () => {
    service.on(DescribeDatasetImportJobCommand).rejects(notFound);
    service.on(CreateDatasetImportJobCommand).resolves({});
    await personalizer.ensure(plan, 'imports');
    expect(service.commandCalls(CreateDatasetImportJobCommand)[0]?.args[0].input).toMatchObject({
      datasetArn: plan.datasets[0]?.arn,
      dataSource: { dataLocation: 's3://artifacts/runs/acme/2026-11-20/personalize/interactions/' },
      roleArn: testPersonalizeRole,
      importMode: 'FULL',
    });
  });

  it('makes solutions for similar items of one event type, without automatic training, which is billed every week', async () => {
    service.on(DescribeSolutionCommand).rejects(notFound);
    service.on(CreateSolutionCommand).resolves({});
    await personalizer.ensure(plan, 'solutions');
    expect(service.commandCalls(CreateSolutionCommand)[0]?.args[0].input).toMatchObject({
      recipeArn: 'arn:aws:personalize:::recipe/aws-similar-items',
      eventType: 'purchase',
      performAutoTraining: false,
    });
  });

  it('trains a solution once, and knows its version again', async () => {
    service.on(DescribeSolutionCommand).resolves({ solution: {} });
    service.on(CreateSolutionVersionCommand).resolves({ solutionVersionArn: versionArn });
    expect(await personalizer.ensure(plan, 'solution-versions')).toBe(false);
    service
      .on(DescribeSolutionCommand)
      .resolves({ solution: { latestSolutionVersion: { solutionVersionArn: versionArn } } });
    service.on(DescribeSolutionVersionCommand).resolves({ solutionVersion: { status: 'ACTIVE' } });
    expect(await personalizer.ensure(plan, 'solution-versions')).toBe(true);
    expect(service.commandCalls(CreateSolutionVersionCommand)).toHaveLength(1);
  });

  it('asks for the lists of the trained version', async () => {
    service
      .on(DescribeSolutionCommand)
      .resolves({ solution: { latestSolutionVersion: { solutionVersionArn: versionArn } } });
    service.on(DescribeBatchInferenceJobCommand).rejects(notFound);
    service.on(CreateBatchInferenceJobCommand).resolves({});
    await personalizer.ensure(plan, 'batch-jobs');
    expect(service.commandCalls(CreateBatchInferenceJobCommand)[0]?.args[0].input).toMatchObject({
      solutionVersionArn: versionArn,
      numResults: 30,
      jobOutput: { s3DataDestination: { path: expect.stringMatching(/output\/also-bought\/$/) } },
    });
  });

  it('leaves what is still in use for the next time', async () => {
    service.on(DescribeSolutionCommand).resolves({ solution: { status: 'ACTIVE' } });
    service.on(DeleteSolutionCommand).rejects(new ResourceInUseException(fault));
    expect(await personalizer.remove(plan)).toBe(false);
  });

  it('has nothing to remove where there is nothing', async () => {
    service.onAnyCommand().rejects(notFound);
    expect(await personalizer.remove(plan)).toBe(true);
  });
});

describe('with an endpoint that enforces the documented requests', () => {
  const interactions = Array.from({ length: 1_200 }, (_, line) => `${line % 60},p${line % 7},purchase,1790000000\n`);

  const setUp = async (lines: readonly string[]) => {
    const artifacts = memoryArtifactStore();
    const folder = 'runs/acme/2026-11-20/personalize';
    const header = 'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\n';
    await artifacts.put(`${folder}/interactions/part-00000.csv`, Buffer.from(header + lines.join('')));
    await artifacts.put(`${folder}/items/items.csv`, Buffer.from('ITEM_ID,CATEGORY,BRAND\np1,Kitchen,\n'));
    await artifacts.put(`${folder}/input/items.json`, Buffer.from('{"itemId":"p1"}\n'));
    const api = createPersonalizeApi({
      files: filesOverArtifacts(artifacts),
      permissions: { missing: () => undefined },
    });
    const { client, calls } = personalizeClientOf(api);
    return { artifacts, calls, real: makePersonalizer({ roleArn: testPersonalizeRole, listLength: 3 }, client) };
  };

  const reach = async (real: ReturnType<typeof makePersonalizer>, stage: PersonalizeStage): Promise<number> => {
    for (let looks = 1; looks < 20; looks += 1) if (await real.ensure(plan, stage)) return looks;
    throw new Error(`${stage} does not become active`);
  };

  beforeEach(() => service.restore());

  it('goes through all stages, each by CREATE PENDING and IN_PROGRESS, and is gone at the end', async () => {
    const { real, artifacts, calls } = await setUp(interactions);
    for (const stage of personalizeStages) expect([stage, await reach(real, stage)]).not.toEqual([stage, 1]);
    const output = await artifacts.get('runs/acme/2026-11-20/personalize/output/also-bought/items.json.out');
    const line = JSON.parse(Buffer.from(output).toString()) as { output: { recommendedItems: string[] } };
    expect(line.output.recommendedItems).toHaveLength(3);
    expect(await real.metrics(plan)).toEqual({ 'also-bought': { coverage: 1 } });
    let isGone = false;
    for (let looks = 0; looks < 20 && !isGone; looks += 1) isGone = await real.remove(plan);
    expect(isGone).toBe(true);
    expect(calls.filter((call) => call === 'DeleteSchema')).toHaveLength(2);
  });

  it('fails with the words of the service when data are too few to train from', async () => {
    const { real } = await setUp(interactions.slice(0, 900));
    for (const stage of personalizeStages.slice(0, 4)) await reach(real, stage);
    await expect(reach(real, 'solution-versions')).rejects.toThrow('At least 1000 interactions are required');
  });
});
