import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '#lib/constructs/acknowledge';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

const abandonedUploadDays = 7;

/** A bucket that nothing reaches without TLS and a grant, with its accesses logged; it outlives its stack. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: BucketProps & { readonly accessLogs: IBucket }) {
    const { accessLogs, lifecycleRules = [], ...rest } = props;
    super(scope, id, {
      ...closed,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      lifecycleRules: [
        ...lifecycleRules,
        { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(abandonedUploadDays) },
        { id: 'old-versions', noncurrentVersionExpiration: Duration.days(30) },
      ],
      ...rest,
    });
  }
}

/** Where the other buckets and the distribution write who asked for what. */
export class AccessLogBucket extends Bucket {
  constructor(
    scope: Construct,
    id: string,
    options: { readonly retentionDays: number; readonly cloudFront?: boolean },
  ) {
    super(scope, id, {
      ...closed,
      lifecycleRules: [{ id: 'expire', expiration: Duration.days(options.retentionDays) }],
      // CloudFront's standard logs are written under an ACL.
      ...(options.cloudFront ? { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED } : {}),
    });
    acknowledge(this, { 'AwsSolutions-S1': 'This bucket holds the access logs; logging itself would never end.' });
  }
}
