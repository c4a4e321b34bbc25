import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethods, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { exportKeepDays } from '#core/privacy/privacy-job';
import type { AppContext } from '#lib/config/app-context';
import { objectPrefixes } from '#lib/config/object-prefixes';
import type { StageSettings } from '#lib/config/stages';
import { EventStream } from '#lib/constructs/event-stream';
import { MainTable } from '#lib/constructs/main-table';
import { People } from '#lib/constructs/people';
import { AccessLogBucket, PrivateBucket } from '#lib/constructs/private-bucket';

/** Everything that remembers; it outlives the other stacks. */
export class DataStack extends Stack {
  readonly table: MainTable;
  readonly stream: EventStream;
  readonly archive: PrivateBucket;
  readonly artifacts: PrivateBucket;
  readonly people: People;

  constructor(scope: Construct, id: string, { app, ...props }: StackProps & { readonly app: AppContext }) {
    super(scope, id, props);
    const { settings } = app;
    const accessLogs = new AccessLogBucket(this, 'AccessLogs', { retentionDays: settings.logRetentionDays });
    this.table = new MainTable(this, 'Table', { deletionProtection: settings.protectData });
    this.stream = new EventStream(this, 'Events', { retentionHours: settings.streamRetentionHours });
    this.archive = this.addArchive(settings, accessLogs);
    this.artifacts = this.addArtifacts(settings, accessLogs);
    this.people = new People(this, 'People', settings);
    this.addOutputs();
  }

  /** What scripts that check or move data need to know. */
  private addOutputs() {
    const { table, stream, archive, artifacts, people } = this;
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'EventStreamName', { value: stream.streamName });
    new CfnOutput(this, 'ArchiveBucketName', { value: archive.bucketName });
    new CfnOutput(this, 'ArtifactBucketName', { value: artifacts.bucketName });
    new CfnOutput(this, 'UserPoolId', { value: people.pool.userPoolId });
    new CfnOutput(this, 'SpaClientId', { value: people.spaClient.userPoolClientId });
  }

  private addArchive({ archive }: StageSettings, accessLogs: AccessLogBucket): PrivateBucket {
    return new PrivateBucket(this, 'Archive', {
      accessLogs,
      lifecycleRules: [
        {
          id: 'raw-events',
          prefix: `${objectPrefixes.archive.events}/`,
          transitions: [
            {
              storageClass: StorageClass.INFREQUENT_ACCESS,
              transitionAfter: Duration.days(archive.infrequentAccessAfterDays),
            },
          ],
          expiration: Duration.days(archive.expireAfterDays),
        },
      ],
    });
  }

  private addArtifacts({ artifacts, adminOrigins }: StageSettings, accessLogs: AccessLogBucket): PrivateBucket {
    const { uploads, imports, runs, privacy } = objectPrefixes.artifacts;
    const expiration = Duration.days(artifacts.expireAfterDays);
    return new PrivateBucket(this, 'Artifacts', {
      accessLogs,
      lifecycleRules: [
        { id: 'uploads', prefix: `${uploads}/`, expiration },
        { id: 'imports', prefix: `${imports}/`, expiration },
        { id: 'runs', prefix: `${runs}/`, expiration },
        { id: 'privacy', prefix: `${privacy}/`, expiration: Duration.days(exportKeepDays) },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: [...adminOrigins],
          // The presigned address names the headers that it was signed with.
          allowedHeaders: ['*'],
          exposedHeaders: ['etag'],
          maxAge: 3600,
        },
      ],
    });
  }
}
