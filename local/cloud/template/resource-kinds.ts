import { createHash } from 'node:crypto';
import type { Resource } from '#local/cloud/template/assembly';
import { type JsonObject, textAt } from '#local/cloud/template/json';

export const region = 'us-east-1';
export const accountId = '000000000000';

type Kind = {
  /** The property that holds an explicit name. */
  readonly nameProperty?: string;
  /** Makes a name from stack and logical id when the template gives none. */
  readonly makeName?: (resource: Resource) => string;
  readonly arn?: (name: string) => string;
  /** What Ref returns; the name unless told. */
  readonly ref?: (name: string, arn: string) => string;
  readonly attributes?: Record<string, (name: string, arn: string, properties: JsonObject) => string>;
};

const arnOf = (service: string, path: string) => (name: string) =>
  `arn:aws:${service}:${region}:${accountId}:${path}${name}`;
const refIsArn = (_name: string, arn: string) => arn;
const digest = (resource: Resource, length: number) =>
  createHash('sha256').update(`${resource.stack.name}/${resource.logicalId}`).digest('hex').slice(0, length);

/** A readable name of at most 64 characters, kept unique by a digest when it must be cut. */
const readableName = (resource: Resource) => {
  const name = `${resource.stack.name}-${resource.logicalId}`;
  return name.length <= 64 ? name : `${name.slice(0, 55)}-${digest(resource, 8)}`;
};

const table: Kind = {
  nameProperty: 'TableName',
  arn: arnOf('dynamodb', 'table/'),
  attributes: { StreamArn: (_name, arn) => `${arn}/stream/local` },
};

const kinds: Record<string, Kind> = {
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', arn: arnOf('lambda', 'function:') },
  'AWS::Lambda::EventSourceMapping': { makeName: (resource) => digest(resource, 32) },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Kinesis::Stream': { nameProperty: 'Name', arn: arnOf('kinesis', 'stream/') },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    makeName: (resource) => readableName(resource).toLowerCase().slice(0, 54).concat('-', digest(resource, 8)),
    arn: (name) => `arn:aws:s3:::${name}`,
    attributes: {
      DomainName: (name) => `${name}.s3.amazonaws.com`,
      RegionalDomainName: (name) => `${name}.s3.${region}.amazonaws.com`,
      WebsiteURL: (name) => `http://${name}.s3-website-${region}.amazonaws.com`,
    },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: arnOf('sqs', ''),
    ref: (name) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    attributes: {
      QueueName: (name) => name,
      QueueUrl: (name) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    },
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    arn: arnOf('sns', ''),
    ref: refIsArn,
    attributes: { TopicArn: (_name, arn) => arn, TopicName: (name) => name },
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: arnOf('states', 'stateMachine:'),
    ref: refIsArn,
    attributes: { Name: (name) => name },
  },
  'AWS::ApiGatewayV2::Api': {
    makeName: (resource) => digest(resource, 10),
    attributes: {
      ApiId: (name) => name,
      ApiEndpoint: (name) => `https://${name}.execute-api.${region}.amazonaws.com`,
    },
  },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName' },
  'AWS::Cognito::UserPool': {
    makeName: (resource) => `${region}_${digest(resource, 9)}`,
    arn: arnOf('cognito-idp', 'userpool/'),
    attributes: {
      UserPoolId: (name) => name,
      ProviderName: (name) => `cognito-idp.${region}.amazonaws.com/${name}`,
      ProviderURL: (name) => `https://cognito-idp.${region}.amazonaws.com/${name}`,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    makeName: (resource) => digest(resource, 26),
    attributes: { ClientId: (name) => name },
  },
  'AWS::Cognito::UserPoolDomain': { nameProperty: 'Domain' },
  'AWS::CloudFront::Distribution': {
    makeName: (resource) => `E${digest(resource, 13).toUpperCase()}`,
    arn: (name) => `arn:aws:cloudfront::${accountId}:distribution/${name}`,
    attributes: {
      Id: (name) => name,
      DomainName: (name) => `${name.toLowerCase()}.cloudfront.net`,
    },
  },
  'AWS::CloudFront::Function': {
    nameProperty: 'Name',
    arn: (name) => `arn:aws:cloudfront::${accountId}:function/${name}`,
    ref: refIsArn,
    attributes: { FunctionARN: (_name, arn) => arn },
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    arn: (name) => `arn:aws:iam::${accountId}:role/${name}`,
    attributes: { RoleId: (name) => name },
  },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    arn: (name) => `arn:aws:iam::${accountId}:policy/${name}`,
    ref: refIsArn,
    attributes: { PolicyArn: (_name, arn) => arn },
  },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name', arn: arnOf('scheduler', 'schedule/default/') },
  'AWS::Events::Rule': { nameProperty: 'Name', arn: arnOf('events', 'rule/') },
  'AWS::KMS::Key': {
    makeName: (resource) => digest(resource, 32),
    arn: arnOf('kms', 'key/'),
    attributes: { KeyId: (name) => name },
  },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', arn: arnOf('secretsmanager', 'secret:'), ref: refIsArn },
  'AWS::SSM::Parameter': { nameProperty: 'Name', attributes: { Value: (_n, _a, p) => textAt(p, 'Value') ?? '' } },
  'AWS::Athena::WorkGroup': { nameProperty: 'Name', arn: arnOf('athena', 'workgroup/') },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', arn: arnOf('logs', 'log-group:') },
};

/** The physical name of a resource: its explicit name, else one made from stack and logical id, the same every time. */
export const physicalName = (resource: Resource, properties: JsonObject): string => {
  const kind = kinds[resource.type] ?? {};
  const explicit = kind.nameProperty === undefined ? undefined : textAt(properties, kind.nameProperty);
  return explicit ?? (kind.makeName ?? readableName)(resource);
};

export const arnOfResource = (resource: Resource, name: string): string =>
  (kinds[resource.type]?.arn ?? arnOf(serviceOf(resource.type), ''))(name);

/** What `Ref` gives for a resource. */
export const referenceOf = (resource: Resource, name: string): string => {
  const ref = kinds[resource.type]?.ref;
  return ref === undefined ? name : ref(name, arnOfResource(resource, name));
};

/** What `Fn::GetAtt` gives. @throws for an attribute that this type does not have here. */
export const attributeOf = (resource: Resource, name: string, attribute: string, properties: JsonObject): string => {
  const known = kinds[resource.type]?.attributes?.[attribute];
  const arn = arnOfResource(resource, name);
  if (known !== undefined) return known(name, arn, properties);
  if (attribute === 'Arn') return arn;
  if (attribute === 'Id' || attribute.endsWith('Id')) return name;
  throw new Error(`The local cloud knows no attribute ${attribute} of ${resource.type} (${resource.path}).`);
};

const serviceOf = (type: string) => (type.split('::')[1] ?? 'custom').toLowerCase();
