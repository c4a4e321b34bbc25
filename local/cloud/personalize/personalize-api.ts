import type { ObjectFiles } from '#local/cloud/athena/sql-engine';
import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import { type PersonalizeResource, PersonalizeStore } from '#local/cloud/personalize/personalize-store';
import { checkRequest } from '#local/cloud/personalize/request-shapes';
import {
  countTogether,
  type Interaction,
  type ItemCounts,
  missingData,
  similarTo,
} from '#local/cloud/personalize/similar-items';
import { type Json, type JsonObject, numberAt, objectAt, textAt } from '#local/cloud/template/json';
import { accountId, region } from '#local/cloud/template/resource-kinds';

export type PersonalizeApiOptions = {
  readonly files: ObjectFiles;
  readonly permissions: PermissionCheck;
};

export type PersonalizeApi = {
  /** @throws AwsError as the service would answer. */
  call(operation: string, input: JsonObject): Promise<JsonObject>;
};

const arnOf = (kind: string, name: string): string => `arn:aws:personalize:${region}:${accountId}:${kind}/${name}`;

const required = (input: Json, member: string): string => textAt(input, member) ?? '';

/** Amazon Personalize as far as this project uses it: real lists from the files that were imported, and no model. */
export const createPersonalizeApi = (options: PersonalizeApiOptions): PersonalizeApi => {
  const service = new PersonalizeStandIn(options);
  return {
    call: async (operation, input) => {
      checkRequest(operation, input);
      if (operation.startsWith('Describe')) return service.describe(input);
      if (operation.startsWith('Delete')) return service.remove(operation, input);
      if (operation === 'GetSolutionMetrics') return service.metrics(input);
      return service.create(operation, input);
    },
  };
};

class PersonalizeStandIn {
  private readonly store = new PersonalizeStore();
  /** Imported interactions by dataset group. */
  private readonly imported = new Map<string, Interaction[]>();
  /** By solution version. */
  private readonly learned = new Map<string, ItemCounts>();
  private readonly options: PersonalizeApiOptions;

  constructor(options: PersonalizeApiOptions) {
    this.options = options;
  }

  async describe(input: JsonObject): Promise<JsonObject> {
    const [member = '', arn = ''] = Object.entries(input)[0] as [string, string];
    const resource = await this.store.look(arn);
    const { status, failureReason, shown } = resource;
    const latest = resource.kind === 'solution' ? this.latestVersion(arn) : undefined;
    const state = { ...shown, status, ...(failureReason !== undefined && { failureReason }) };
    return { [member.replace(/Arn$/, '')]: { ...state, ...(latest && { latestSolutionVersion: latest }) } };
  }

  create(operation: string, input: JsonObject): JsonObject {
    if (operation === 'CreateDatasetGroup') return this.createGroup(input);
    if (operation === 'CreateSchema') return this.createSchema(input);
    if (operation === 'CreateDataset') return this.createDataset(input);
    if (operation === 'CreateDatasetImportJob') return this.createImport(input);
    if (operation === 'CreateSolution') return this.createSolution(input);
    if (operation === 'CreateSolutionVersion') return this.createVersion(input);
    return this.createJob(input);
  }

  async remove(operation: string, input: JsonObject): Promise<JsonObject> {
    const arn = String(Object.values(input)[0]);
    if (operation === 'DeleteSchema') {
      const used = this.store.ofKind('dataset').find(({ shown }) => shown.schemaArn === arn);
      this.store.get(arn);
      if (used) throw new AwsError('ResourceInUseException', `${used.arn} uses the schema`, 400);
      this.store.forget(arn);
      return {};
    }
    const users = this.usersOf(operation, arn);
    for (const user of users) await this.store.look(user.arn);
    this.store.startDeletion(arn, users);
    if (operation === 'DeleteSolution') this.forgetOf('solution-version', ({ shown }) => shown.solutionArn === arn);
    if (operation === 'DeleteDataset') this.forgetOf('dataset-import-job', ({ shown }) => shown.datasetArn === arn);
    return {};
  }

  metrics({ solutionVersionArn }: JsonObject): JsonObject {
    this.store.active(String(solutionVersionArn));
    const items = this.learned.get(String(solutionVersionArn))?.size ?? 0;
    return { solutionVersionArn: String(solutionVersionArn), metrics: { coverage: items > 0 ? 1 : 0 } };
  }

  private createGroup(input: JsonObject): JsonObject {
    const datasetGroupArn = arnOf('dataset-group', required(input, 'name'));
    this.add('dataset-group', datasetGroupArn, { datasetGroupArn, name: input.name ?? null });
    return { datasetGroupArn };
  }

  private createSchema(input: JsonObject): JsonObject {
    const schemaArn = arnOf('schema', required(input, 'name'));
    this.store.add({ kind: 'schema', arn: schemaArn, shown: { ...input, schemaArn }, work: undefined }, 'ACTIVE');
    return { schemaArn };
  }

  private createDataset(input: JsonObject): JsonObject {
    const group = this.store.active(required(input, 'datasetGroupArn'));
    this.store.get(required(input, 'schemaArn'));
    const kind = required(input, 'datasetType').toUpperCase();
    const datasetArn = arnOf('dataset', `${required(group.shown, 'name')}/${kind}`);
    this.add('dataset', datasetArn, { ...input, datasetArn });
    return { datasetArn };
  }

  private createImport(input: JsonObject): JsonObject {
    const dataset = this.store.active(required(input, 'datasetArn'));
    const datasetImportJobArn = arnOf('dataset-import-job', required(input, 'jobName'));
    this.add('dataset-import-job', datasetImportJobArn, { ...input, datasetImportJobArn }, () =>
      this.importFiles(dataset, input),
    );
    return { datasetImportJobArn };
  }

  private createSolution(input: JsonObject): JsonObject {
    this.store.active(required(input, 'datasetGroupArn'));
    const solutionArn = arnOf('solution', required(input, 'name'));
    this.add('solution', solutionArn, { ...input, solutionArn });
    return { solutionArn };
  }

  private createVersion(input: JsonObject): JsonObject {
    const solutionArn = required(input, 'solutionArn');
    const { shown } = this.store.active(solutionArn);
    const taken = this.store
      .ofKind('solution-version')
      .some((version) => version.shown.solutionArn === solutionArn && version.shown.name === input.name);
    if (taken) throw new AwsError('ResourceAlreadyExistsException', 'The solution has a version of this name', 400);
    const number = this.store.ofKind('solution-version').length;
    const solutionVersionArn = `${solutionArn}/${number.toString(16).padStart(8, '0')}`;
    this.add('solution-version', solutionVersionArn, { ...input, solutionVersionArn }, async () => {
      const all = this.imported.get(required(shown, 'datasetGroupArn')) ?? [];
      const own = shown.eventType === undefined ? all : all.filter(({ eventType }) => eventType === shown.eventType);
      const missing = missingData(own);
      if (missing !== undefined) throw new Error(missing);
      this.learned.set(solutionVersionArn, countTogether(own));
    });
    return { solutionVersionArn };
  }

  private createJob(input: JsonObject): JsonObject {
    const version = this.store.active(required(input, 'solutionVersionArn'));
    const batchInferenceJobArn = arnOf('batch-inference-job', required(input, 'jobName'));
    this.add('batch-inference-job', batchInferenceJobArn, { ...input, batchInferenceJobArn }, () =>
      this.answerBatch(version.arn, input),
    );
    return { batchInferenceJobArn };
  }

  private async importFiles(dataset: PersonalizeResource, input: JsonObject): Promise<void> {
    const place = required(objectAt(input, 'dataSource'), 'dataLocation');
    this.mayTouch(required(input, 'roleArn'), 's3:GetObject', place);
    const files = await this.options.files.read(place);
    if (files.length === 0) throw new Error(`There is no file at ${place}`);
    const { schema } = this.store.get(required(dataset.shown, 'schemaArn')).shown;
    const columns = (JSON.parse(String(schema)).fields as { name: string }[]).map(({ name }) => name);
    const rows = files.flatMap((file) => rowsOf(Buffer.from(file).toString('utf8'), columns));
    if (dataset.shown.datasetType !== 'Interactions') return;
    const interactions = rows.map((row): Interaction => {
      const value = (column: string) => row[columns.indexOf(column)] ?? '';
      return { user: value('USER_ID'), item: value('ITEM_ID'), eventType: value('EVENT_TYPE') };
    });
    this.imported.set(required(dataset.shown, 'datasetGroupArn'), interactions);
  }

  private async answerBatch(versionArn: string, input: JsonObject): Promise<void> {
    const from = required(objectAt(objectAt(input, 'jobInput'), 's3DataSource'), 'path');
    const to = required(objectAt(objectAt(input, 'jobOutput'), 's3DataDestination'), 'path');
    const roleArn = required(input, 'roleArn');
    this.mayTouch(roleArn, 's3:GetObject', from);
    this.mayTouch(roleArn, 's3:PutObject', to);
    const counts = this.learned.get(versionArn) ?? new Map();
    const [asked] = await this.options.files.read(from);
    const lines = Buffer.from(asked ?? new Uint8Array(0))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const question = JSON.parse(line) as { itemId: string };
        const recommendedItems = similarTo(counts, question.itemId, numberAt(input, 'numResults') ?? 25);
        return `${JSON.stringify({ input: question, output: { recommendedItems }, error: null })}\n`;
      });
    await this.options.files.write(`${to}${from.split('/').at(-1)}.out`, Buffer.from(lines.join('')));
  }

  /** As the service says it when its role lacks a permission. */
  private mayTouch(roleArn: string, action: string, place: string): void {
    const resource = `arn:aws:s3:::${place.slice('s3://'.length)}x`;
    if (this.options.permissions.missing(roleArn, [{ action, resource }])) {
      throw new Error(`Insufficient privileges for accessing data in S3: ${roleArn} lacks ${action} on ${place}`);
    }
  }

  private latestVersion(solutionArn: string): JsonObject | undefined {
    const version = this.store.ofKind('solution-version').findLast(({ shown }) => shown.solutionArn === solutionArn);
    return version && { solutionVersionArn: version.arn, status: version.status };
  }

  private usersOf(operation: string, arn: string): PersonalizeResource[] {
    const versions = this.store.ofKind('solution-version').filter(({ shown }) => shown.solutionArn === arn);
    if (operation === 'DeleteDatasetGroup') {
      const parts = [...this.store.ofKind('dataset'), ...this.store.ofKind('solution')];
      const part = parts.find(({ shown }) => shown.datasetGroupArn === arn);
      if (part) throw new AwsError('ResourceInUseException', `${part.arn} is in the dataset group`, 400);
    }
    return versions;
  }

  private forgetOf(kind: string, belongs: (resource: PersonalizeResource) => boolean): void {
    for (const resource of this.store.ofKind(kind).filter(belongs)) this.store.forget(resource.arn);
  }

  private add(kind: string, arn: string, shown: JsonObject, work?: () => Promise<void>): void {
    this.store.add({ kind, arn, shown, work });
  }
}

/** Cells of a CSV file whose first line names the schema's columns. @throws Error when it does not. */
const rowsOf = (text: string, columns: readonly string[]): string[][] => {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const missing = columns.find((column) => !header.split(',').includes(column));
  if (missing !== undefined) throw new Error(`Column ${missing} of the schema is not in the CSV header`);
  return lines.map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    ),
  );
};
