import { KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** HTTP/1.1: the default HTTP/2 handler brings nothing for single puts and keeps sessions open in a frozen Lambda. */
export const makeKinesisClient = (): KinesisClient =>
  new KinesisClient({
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({ connectionTimeout: 1_000, requestTimeout: 2_000 }),
  });
