import { AwsError } from '#local/cloud/gateway/aws-json-client';
import { isObject, type Json, type JsonObject } from '#local/cloud/template/json';

/**
 * What the API Reference of Amazon Personalize says of the requests that this project sends: members, which of them are
 * required, and their patterns. https://docs.aws.amazon.com/personalize/latest/dg/API_Operations_Amazon_Personalize.html
 */
type Check = (value: Json) => boolean;
type Shape = { readonly [member: string]: Check | Shape | { readonly optional: Check | Shape } };

const text =
  (pattern: RegExp, most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && pattern.test(value);

const name = text(/^[a-zA-Z0-9][a-zA-Z0-9\-_]*$/, 63);
const arn = text(/^arn:([a-z\d-]+):personalize:.*:.*:.+$/, 256);
const roleArn = text(/^arn:([a-z\d-]+):iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/, 256);
const s3Location = text(/^(s3|http|https):\/\/.+/, 256);
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(String(value));
const count =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const avro: Check = (value) => {
  if (typeof value !== 'string' || value.length > 20_000) return false;
  const schema = JSON.parse(value) as Json;
  return isObject(schema) && schema.type === 'record' && Array.isArray(schema.fields) && schema.version !== undefined;
};

export const requestShapes: Readonly<Record<string, Shape>> = {
  CreateDatasetGroup: { name },
  CreateSchema: { name, schema: avro },
  CreateDataset: {
    name,
    schemaArn: arn,
    datasetGroupArn: arn,
    datasetType: oneOf('Interactions', 'Items', 'Users', 'Actions', 'Action_Interactions'),
  },
  CreateDatasetImportJob: {
    jobName: name,
    datasetArn: arn,
    dataSource: { dataLocation: s3Location },
    roleArn: { optional: roleArn },
    importMode: { optional: oneOf('FULL', 'INCREMENTAL') },
  },
  CreateSolution: {
    name,
    datasetGroupArn: arn,
    recipeArn: { optional: arn },
    eventType: { optional: text(/^/, 256) },
    performAutoTraining: { optional: flag },
  },
  CreateSolutionVersion: { solutionArn: arn, name: { optional: name } },
  CreateBatchInferenceJob: {
    jobName: name,
    solutionVersionArn: arn,
    numResults: { optional: count(1, 500) },
    roleArn,
    jobInput: { s3DataSource: { path: s3Location } },
    jobOutput: { s3DataDestination: { path: s3Location } },
  },
  DescribeDatasetGroup: { datasetGroupArn: arn },
  DescribeSchema: { schemaArn: arn },
  DescribeDataset: { datasetArn: arn },
  DescribeDatasetImportJob: { datasetImportJobArn: arn },
  DescribeSolution: { solutionArn: arn },
  DescribeSolutionVersion: { solutionVersionArn: arn },
  DescribeBatchInferenceJob: { batchInferenceJobArn: arn },
  GetSolutionMetrics: { solutionVersionArn: arn },
  DeleteSolution: { solutionArn: arn },
  DeleteDataset: { datasetArn: arn },
  DeleteDatasetGroup: { datasetGroupArn: arn },
  DeleteSchema: { schemaArn: arn },
};

const invalid = (message: string) => new AwsError('InvalidInputException', message, 400);

const check = (shape: Shape, input: JsonObject, path: string): void => {
  const unknown = Object.keys(input).find((member) => !(member in shape));
  if (unknown !== undefined) throw invalid(`${path}${unknown} is no member of this request`);
  for (const [member, rule] of Object.entries(shape)) {
    const value = input[member];
    const isOptional = typeof rule === 'object' && 'optional' in rule;
    if (value === undefined || value === null) {
      if (!isOptional) throw invalid(`${path}${member} is required`);
      continue;
    }
    const inner = (isOptional ? rule.optional : rule) as Check | Shape;
    if (typeof inner === 'function') {
      if (!inner(value)) throw invalid(`${path}${member} does not satisfy its constraint: ${JSON.stringify(value)}`);
    } else check(inner, isObject(value) ? value : {}, `${path}${member}.`);
  }
};

/** @throws AwsError InvalidInputException that names the member; UnknownOperationException. */
export const checkRequest = (operation: string, input: JsonObject): void => {
  const shape = requestShapes[operation];
  if (shape === undefined) throw new AwsError('UnknownOperationException', operation, 400);
  check(shape, input, '');
};
