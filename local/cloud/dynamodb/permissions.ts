import type { Permission } from '#local/cloud/iam/permission-check';
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#local/cloud/template/json';
import { accountId, region } from '#local/cloud/template/resource-kinds';

const transactionActions: Record<string, string> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

const tableArn = (name: string) =>
  name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

/**
 * What IAM asks for a DynamoDB call (Service Authorization Reference, Amazon DynamoDB): batches need their action on
 * every table they name, transactions the action of each of their items.
 */
export const dynamoDbPermissions = (operation: string, input: JsonObject): Permission[] => {
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch')) {
    const tables = Object.keys(objectAt(input, 'RequestItems'));
    return tables.map((name) => ({ action, resource: tableArn(name) }));
  }
  if (operation.startsWith('Transact')) return listAt(input, 'TransactItems').flatMap(transactionPermissions);
  const stream = textAt(input, 'StreamArn');
  if (stream !== undefined) return [{ action, resource: stream }];
  const name = textAt(input, 'TableName');
  if (name === undefined) return [{ action, resource: '*' }];
  const index = textAt(input, 'IndexName');
  return [{ action, resource: index === undefined ? tableArn(name) : `${tableArn(name)}/index/${index}` }];
};

const transactionPermissions = (item: Json): Permission[] =>
  Object.entries(isObject(item) ? item : {}).map(([kind, request]) => ({
    action: `dynamodb:${transactionActions[kind] ?? kind}`,
    resource: tableArn(textAt(request, 'TableName') ?? ''),
  }));
