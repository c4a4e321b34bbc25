import type { Permission } from '#local/cloud/iam/permission-check';
import { type JsonObject, textAt } from '#local/cloud/template/json';
import { accountId, region } from '#local/cloud/template/resource-kinds';

/** What IAM asks for a Kinesis call. */
export const kinesisPermissions = (operation: string, input: JsonObject): Permission[] => {
  const name = textAt(input, 'StreamName') ?? '';
  const resource = textAt(input, 'StreamARN') ?? `arn:aws:kinesis:${region}:${accountId}:stream/${name}`;
  return [{ action: `kinesis:${operation}`, resource }];
};
