/** Names and places of all that a run makes in Amazon Personalize: the same for the same run, so that steps can be repeated. */
import { createHash } from 'node:crypto';
import { runFiles } from '#core/models/run-files';
import { eventTypes, type PersonalizeRelation } from '#core/training/personalize/relations';

export interface DatasetPlan {
  readonly kind: 'Interactions' | 'Items';
  readonly name: string;
  readonly arn: string;
  readonly schemaName: string;
  readonly schemaArn: string;
  /** Avro. */
  readonly schema: string;
  readonly importName: string;
  readonly importArn: string;
  /** Folder of CSV files. */
  readonly dataLocation: string;
}

export interface SolutionPlan {
  readonly relation: PersonalizeRelation;
  readonly name: string;
  readonly arn: string;
  readonly eventType: string;
  readonly versionName: string;
  readonly jobName: string;
  readonly jobArn: string;
  readonly jobInput: string;
  readonly jobOutput: string;
}

export interface ResourcePlan {
  readonly groupName: string;
  readonly groupArn: string;
  readonly datasets: readonly DatasetPlan[];
  readonly solutions: readonly SolutionPlan[];
}

export interface PlanInput {
  readonly stage: string;
  readonly companyId: string;
  readonly runName: string;
  readonly relations: readonly PersonalizeRelation[];
  readonly bucketName: string;
  /** `arn:aws:personalize:<region>:<account>`. */
  readonly arnPrefix: string;
}

const field = (name: string, type: unknown, more: object = {}) => ({ name, type, ...more });

const avro = (name: string, fields: readonly object[]): string =>
  JSON.stringify({
    type: 'record',
    name,
    namespace: 'com.amazonaws.personalize.schema',
    fields,
    version: '1.0',
  });

const interactionsSchema = avro('Interactions', [
  field('USER_ID', 'string'),
  field('ITEM_ID', 'string'),
  field('EVENT_TYPE', 'string'),
  field('TIMESTAMP', 'long'),
]);

const itemsSchema = avro('Items', [
  field('ITEM_ID', 'string'),
  field('CATEGORY', ['null', 'string'], { categorical: true }),
  field('BRAND', ['null', 'string'], { categorical: true }),
]);

/** At most 63 characters of letters, digits, `-` and `_`, as the service asks. */
const baseName = ({ stage, companyId, runName }: PlanInput): string => {
  const digest = createHash('sha256').update(`${companyId} ${runName}`).digest('hex').slice(0, 20);
  return `su-${stage}-${digest}`;
};

/** File names within the run's folder. */
export const personalizeFiles = (run: { companyId: string; runName: string }) => {
  const folder = runFiles(run).personalize;
  return {
    interactions: (part: number) => `${folder}interactions/part-${String(part).padStart(5, '0')}.csv`,
    items: `${folder}items/items.csv`,
    batchInput: `${folder}input/items.json`,
    batchOutput: (relation: PersonalizeRelation) => `${folder}output/${relation}/`,
  };
};

export const resourcePlan = (input: PlanInput): ResourcePlan => {
  const { arnPrefix, bucketName } = input;
  const base = baseName(input);
  const files = personalizeFiles(input);
  const place = (key: string): string => `s3://${bucketName}/${key}`;
  const dataset = (kind: DatasetPlan['kind'], schema: string): DatasetPlan => {
    const name = `${base}-${kind.toLowerCase()}`;
    return {
      kind,
      name,
      arn: `${arnPrefix}:dataset/${base}/${kind.toUpperCase()}`,
      schemaName: name,
      schemaArn: `${arnPrefix}:schema/${name}`,
      schema,
      importName: name,
      importArn: `${arnPrefix}:dataset-import-job/${name}`,
      dataLocation: place(`${runFiles(input).personalize}${kind.toLowerCase()}/`),
    };
  };
  return {
    groupName: base,
    groupArn: `${arnPrefix}:dataset-group/${base}`,
    datasets: [dataset('Interactions', interactionsSchema), dataset('Items', itemsSchema)],
    solutions: input.relations.map((relation) => {
      const name = `${base}-${relation}`;
      return {
        relation,
        name,
        arn: `${arnPrefix}:solution/${name}`,
        eventType: eventTypes[relation],
        versionName: `${name}-1`,
        jobName: name,
        jobArn: `${arnPrefix}:batch-inference-job/${name}`,
        jobInput: place(files.batchInput),
        jobOutput: place(files.batchOutput(relation)),
      };
    }),
  };
};
