import type { TableDefinition } from '#local/cloud/dynamodb/tables';
import type { AwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import { isObject, type JsonObject, listAt } from '#local/cloud/template/json';

/** Deletes items whose time to live has passed, as DynamoDB does (there within days, here at each sweep). */
export const sweepExpiredItems = async (
  table: TableDefinition,
  dynamoDb: AwsJsonClient,
  now: Date,
): Promise<number> => {
  const { ttlAttribute, name } = table;
  if (ttlAttribute === undefined) return 0;
  const expired = {
    ExpressionAttributeNames: { '#ttl': ttlAttribute },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now.getTime() / 1000)) } },
  };
  let deleted = 0;
  let page: JsonObject = {};
  do {
    const from: JsonObject = isObject(page.LastEvaluatedKey) ? { ExclusiveStartKey: page.LastEvaluatedKey } : {};
    page = await dynamoDb('Scan', { TableName: name, FilterExpression: '#ttl < :now', ...expired, ...from });
    for (const item of listAt(page, 'Items').filter(isObject)) {
      const Key = Object.fromEntries(table.keyAttributes.map((attribute) => [attribute, item[attribute] ?? null]));
      const isDeleted = await deleteUnlessRenewed(
        { TableName: name, Key, ConditionExpression: '#ttl < :now', ...expired },
        dynamoDb,
      );
      deleted += Number(isDeleted);
    }
  } while (isObject(page.LastEvaluatedKey));
  return deleted;
};

const deleteUnlessRenewed = (input: JsonObject, dynamoDb: AwsJsonClient): Promise<boolean> =>
  dynamoDb('DeleteItem', input).then(
    () => true,
    () => false,
  );
