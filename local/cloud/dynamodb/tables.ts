import { AwsError, type AwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import type { Resource } from '#local/cloud/template/assembly';
import { type Json, type JsonObject, listAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export const tableTypes = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

export type TableDefinition = {
  readonly name: string;
  readonly create: JsonObject;
  readonly hasStream: boolean;
  readonly ttlAttribute: string | undefined;
  readonly keyAttributes: string[];
};

export const defineTable = (resource: Resource, resolver: Resolver): TableDefinition => {
  const properties = resolver.properties(resource);
  const name = resolver.name(resource);
  const declared = textAt(objectAt(properties, 'StreamSpecification'), 'StreamViewType');
  const view = isStreamRead(resource, resolver) ? declared : undefined;
  return {
    name,
    create: createTableInput(name, properties, view),
    hasStream: view !== undefined,
    ttlAttribute: textAt(objectAt(properties, 'TimeToLiveSpecification'), 'AttributeName'),
    keyAttributes: listAt(properties, 'KeySchema').map((key) => textAt(key, 'AttributeName') ?? ''),
  };
};

/**
 * Whether a function is fed from the table's stream. A stream that nobody reads is left out: with one the engine's
 * writes get slower with every record that the stream holds.
 */
const isStreamRead = (table: Resource, resolver: Resolver): boolean => {
  const streamArn = resolver.attribute(table, 'StreamArn');
  return resolver
    .ofType('AWS::Lambda::EventSourceMapping')
    .some((mapping) => textAt(resolver.properties(mapping), 'EventSourceArn') === streamArn);
};

const createTableInput = (name: string, properties: JsonObject, streamView: string | undefined): JsonObject => ({
  TableName: name,
  AttributeDefinitions: properties.AttributeDefinitions ?? [],
  KeySchema: properties.KeySchema ?? [],
  BillingMode: 'PAY_PER_REQUEST',
  ...indexes('GlobalSecondaryIndexes', properties),
  ...indexes('LocalSecondaryIndexes', properties),
  ...(streamView === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: streamView } }),
});

const indexes = (key: string, properties: JsonObject): JsonObject => {
  const list = listAt(properties, key).map(
    (index): Json => ({
      IndexName: textAt(index, 'IndexName') ?? '',
      KeySchema: listAt(index, 'KeySchema'),
      Projection: objectAt(index, 'Projection'),
    }),
  );
  return list.length === 0 ? {} : { [key]: list };
};

/** Creates the table unless the data folder has it from an earlier run. */
export const createTable = async (table: TableDefinition, dynamoDb: AwsJsonClient): Promise<void> => {
  try {
    await dynamoDb('CreateTable', table.create);
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== 'ResourceInUseException') throw error;
  }
};
