import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, type AwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import type { Resource } from '#local/cloud/template/assembly';
import { numberAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

/** On-demand streams begin with four shards in AWS; two show the same behaviour with less polling. */
const onDemandShards = 2;

/** Creates a stream of the template unless the data folder has it, and waits until it is active. */
export const createStream = async (resource: Resource, resolver: Resolver, kinesis: AwsJsonClient): Promise<void> => {
  const StreamName = resolver.name(resource);
  const ShardCount = numberAt(resolver.properties(resource), 'ShardCount') ?? onDemandShards;
  try {
    await kinesis('CreateStream', { StreamName, ShardCount });
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== 'ResourceInUseException') throw error;
  }
  for (let attempt = 0; attempt < 500; attempt++) {
    const description = objectAt(await kinesis('DescribeStream', { StreamName }), 'StreamDescription');
    if (textAt(description, 'StreamStatus') === 'ACTIVE') return;
    await sleep(5);
  }
  throw new Error(`The stream ${StreamName} does not become active.`);
};
