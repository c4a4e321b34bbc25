import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';

/** Shop events between the API and its consumers; the partition key is the session. */
export class EventStream extends Stream {
  constructor(scope: Construct, id: string, options: { readonly retentionHours: number }) {
    super(scope, id, {
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: Duration.hours(options.retentionHours),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
