import { dynamoDbPermissions } from '#local/cloud/dynamodb/permissions';
import type { JsonObject } from '#local/cloud/template/json';

const arn = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

it('asks for the action on the table, or on the index that is queried', () => {
  expect(dynamoDbPermissions('GetItem', { TableName: 't' })).toEqual([
    { action: 'dynamodb:GetItem', resource: arn('t') },
  ]);
  expect(dynamoDbPermissions('Query', { TableName: 't', IndexName: 'i' })).toEqual([
    { action: 'dynamodb:Query', resource: `${arn('t')}/index/i` },
  ]);
});

it('asks for every table of a batch', () => {
  expect(dynamoDbPermissions('BatchWriteItem', { RequestItems: { a: [], b: [] } })).toEqual([
    { action: 'dynamodb:BatchWriteItem', resource: arn('a') },
    { action: 'dynamodb:BatchWriteItem', resource: arn('b') },
  ]);
});

it('asks for the action of each item of a transaction', () => {
  const TransactItems: JsonObject[] = [{ Put: { TableName: 'a' } }, { ConditionCheck: { TableName: 'b' } }];
  expect(dynamoDbPermissions('TransactWriteItems', { TransactItems })).toEqual([
    { action: 'dynamodb:PutItem', resource: arn('a') },
    { action: 'dynamodb:ConditionCheckItem', resource: arn('b') },
  ]);
});
