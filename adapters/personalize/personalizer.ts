import {
  CreateBatchInferenceJobCommand,
  CreateDatasetCommand,
  CreateDatasetGroupCommand,
  CreateDatasetImportJobCommand,
  CreateSchemaCommand,
  CreateSolutionCommand,
  CreateSolutionVersionCommand,
  DeleteDatasetCommand,
  DeleteDatasetGroupCommand,
  DeleteSchemaCommand,
  DeleteSolutionCommand,
  DescribeBatchInferenceJobCommand,
  DescribeDatasetCommand,
  DescribeDatasetGroupCommand,
  DescribeDatasetImportJobCommand,
  DescribeSchemaCommand,
  DescribeSolutionCommand,
  DescribeSolutionVersionCommand,
  GetSolutionMetricsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import {
  ensureActive,
  ensureAllActive,
  ensureAllGone,
  ensureGone,
  type Makeable,
  type Removable,
  type ResourceState,
} from '#adapters/personalize/resource-state';
import type { PersonalizeMetrics, Personalizer, PersonalizeStage } from '#core/ports/personalizer';
import type { DatasetPlan, ResourcePlan, SolutionPlan } from '#core/training/personalize/resource-plan';

/**
 * Item-to-item lists from who met what, with metadata for products that few have met; it replaced the older `aws-sims`.
 * https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-similar-items.html
 */
const similarItemsRecipe = 'arn:aws:personalize:::recipe/aws-similar-items';

export interface PersonalizeOptions {
  /** The role by which the service reads and writes the bucket. */
  readonly roleArn: string;
  /** Products per list, 1 … 500. */
  readonly listLength: number;
}

class AwsPersonalizer implements Personalizer {
  readonly #client: PersonalizeClient;
  readonly #options: PersonalizeOptions;

  constructor(client: PersonalizeClient, options: PersonalizeOptions) {
    this.#client = client;
    this.#options = options;
  }

  async ensure(plan: ResourcePlan, stage: PersonalizeStage): Promise<boolean> {
    const { datasets, solutions } = plan;
    if (stage === 'dataset-group') return ensureActive(this.#group(plan));
    if (stage === 'datasets') return this.#ensureDatasets(plan);
    if (stage === 'imports') return ensureAllActive(datasets.map((dataset) => this.#import(dataset)));
    if (stage === 'solutions') return ensureAllActive(solutions.map((solution) => this.#solution(plan, solution)));
    if (stage === 'solution-versions') return ensureAllActive(solutions.map((solution) => this.#version(solution)));
    return ensureAllActive(solutions.map((solution) => this.#job(solution)));
  }

  async metrics({ solutions }: ResourcePlan): Promise<PersonalizeMetrics> {
    const found = solutions.map(async ({ relation, arn }) => {
      const solutionVersionArn = await this.#versionArn(arn);
      const { metrics = {} } = await this.#client.send(new GetSolutionMetricsCommand({ solutionVersionArn }));
      return [relation, metrics] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  }

  /** Solutions go with their versions, datasets with their import jobs. */
  async remove({ solutions, datasets, groupArn }: ResourcePlan): Promise<boolean> {
    if (!(await ensureAllGone(solutions.map(({ arn }) => this.#removableSolution(arn))))) return false;
    if (!(await ensureAllGone(datasets.map(({ arn }) => this.#removableDataset(arn))))) return false;
    if (!(await ensureGone(this.#removableGroup(groupArn)))) return false;
    return ensureAllGone(datasets.map(({ schemaArn }) => this.#removableSchema(schemaArn)));
  }

  #group({ groupName, groupArn }: ResourcePlan): Makeable {
    return {
      title: `The dataset group ${groupName}`,
      describe: () => this.#describeGroup(groupArn),
      create: () => this.#client.send(new CreateDatasetGroupCommand({ name: groupName })),
    };
  }

  /** A dataset names its schema, so schemas come first; they are there at once. */
  async #ensureDatasets(plan: ResourcePlan): Promise<boolean> {
    if (!(await ensureAllActive(plan.datasets.map((dataset) => this.#schema(dataset))))) return false;
    return ensureAllActive(plan.datasets.map((dataset) => this.#dataset(plan, dataset)));
  }

  #schema({ schemaName: name, schemaArn, schema }: DatasetPlan): Makeable {
    return {
      title: `The schema ${name}`,
      describe: () => this.#describeSchema(schemaArn),
      create: () => this.#client.send(new CreateSchemaCommand({ name, schema })),
    };
  }

  #dataset({ groupArn: datasetGroupArn }: ResourcePlan, { name, arn, schemaArn, kind }: DatasetPlan): Makeable {
    const input = { name, schemaArn, datasetGroupArn, datasetType: kind };
    return {
      title: `The dataset ${name}`,
      describe: () => this.#describeDataset(arn),
      create: () => this.#client.send(new CreateDatasetCommand(input)),
    };
  }

  #import({
    importName: jobName,
    importArn: datasetImportJobArn,
    arn: datasetArn,
    dataLocation,
  }: DatasetPlan): Makeable {
    const { roleArn } = this.#options;
    return {
      title: `The import job ${jobName}`,
      describe: async () => {
        const command = new DescribeDatasetImportJobCommand({ datasetImportJobArn });
        return (await this.#client.send(command)).datasetImportJob;
      },
      create: () =>
        this.#client.send(
          new CreateDatasetImportJobCommand({
            jobName,
            datasetArn,
            dataSource: { dataLocation },
            roleArn,
            importMode: 'FULL',
          }),
        ),
    };
  }

  /** Automatic training would go on, and be billed, every week. */
  #solution({ groupArn: datasetGroupArn }: ResourcePlan, { name, arn, eventType }: SolutionPlan): Makeable {
    return {
      title: `The solution ${name}`,
      describe: () => this.#describeSolution(arn),
      create: () =>
        this.#client.send(
          new CreateSolutionCommand({
            name,
            datasetGroupArn,
            recipeArn: similarItemsRecipe,
            eventType,
            performAutoTraining: false,
          }),
        ),
    };
  }

  #version({ name, arn: solutionArn, versionName }: SolutionPlan): Makeable {
    return {
      title: `The training of the solution ${name}`,
      describe: async () => {
        const solutionVersionArn = await this.#versionArn(solutionArn);
        if (solutionVersionArn === undefined) return undefined;
        const command = new DescribeSolutionVersionCommand({ solutionVersionArn });
        return (await this.#client.send(command)).solutionVersion;
      },
      create: () => this.#client.send(new CreateSolutionVersionCommand({ solutionArn, name: versionName })),
    };
  }

  #job({ arn, jobName, jobArn: batchInferenceJobArn, jobInput, jobOutput }: SolutionPlan): Makeable {
    const { roleArn, listLength: numResults } = this.#options;
    return {
      title: `The batch inference job ${jobName}`,
      describe: async () => {
        const command = new DescribeBatchInferenceJobCommand({ batchInferenceJobArn });
        return (await this.#client.send(command)).batchInferenceJob;
      },
      create: async () => {
        const solutionVersionArn = await this.#versionArn(arn);
        const input = {
          jobName,
          solutionVersionArn,
          numResults,
          roleArn,
          jobInput: { s3DataSource: { path: jobInput } },
          jobOutput: { s3DataDestination: { path: jobOutput } },
        };
        return this.#client.send(new CreateBatchInferenceJobCommand(input));
      },
    };
  }

  async #versionArn(solutionArn: string): Promise<string | undefined> {
    const { solution } = await this.#client.send(new DescribeSolutionCommand({ solutionArn }));
    return solution?.latestSolutionVersion?.solutionVersionArn;
  }

  async #describeGroup(datasetGroupArn: string): Promise<ResourceState | undefined> {
    return (await this.#client.send(new DescribeDatasetGroupCommand({ datasetGroupArn }))).datasetGroup;
  }

  async #describeSchema(schemaArn: string): Promise<ResourceState | undefined> {
    const { schema } = await this.#client.send(new DescribeSchemaCommand({ schemaArn }));
    return schema && { status: 'ACTIVE' };
  }

  async #describeDataset(datasetArn: string): Promise<ResourceState | undefined> {
    return (await this.#client.send(new DescribeDatasetCommand({ datasetArn }))).dataset;
  }

  async #describeSolution(solutionArn: string): Promise<ResourceState | undefined> {
    return (await this.#client.send(new DescribeSolutionCommand({ solutionArn }))).solution;
  }

  #removableSolution(solutionArn: string): Removable {
    return {
      describe: () => this.#describeSolution(solutionArn),
      remove: () => this.#client.send(new DeleteSolutionCommand({ solutionArn })),
    };
  }

  #removableDataset(datasetArn: string): Removable {
    return {
      describe: () => this.#describeDataset(datasetArn),
      remove: () => this.#client.send(new DeleteDatasetCommand({ datasetArn })),
    };
  }

  #removableGroup(datasetGroupArn: string): Removable {
    return {
      describe: () => this.#describeGroup(datasetGroupArn),
      remove: () => this.#client.send(new DeleteDatasetGroupCommand({ datasetGroupArn })),
    };
  }

  /** A deleted schema is gone at once. */
  #removableSchema(schemaArn: string): Removable {
    return {
      describe: () => this.#describeSchema(schemaArn),
      remove: async () => {
        await this.#client.send(new DeleteSchemaCommand({ schemaArn }));
      },
    };
  }
}

export const makePersonalizer = (options: PersonalizeOptions, client = new PersonalizeClient()): Personalizer =>
  new AwsPersonalizer(client, options);
