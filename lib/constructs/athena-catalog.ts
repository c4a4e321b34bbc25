import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type ArchiveTable, archiveTables } from '#contracts/pipeline/archive-tables';
import type { AppContext } from '#lib/config/app-context';
import { objectPrefixes } from '#lib/config/object-prefixes';

const { runs } = objectPrefixes.artifacts;

/** A query that would read more is refused: a guard of the bill, far above what a store's window holds. */
const mostScannedBytes = 1_000 * 1024 ** 3;

const formats = {
  json: {
    inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    // Takes keys of any case, also inside structs.
    serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe',
  },
  parquet: {
    inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  },
} as const;

/** Tables over the compact files of training runs, and the work group that queries them. Nothing of it costs while idle. */
export class AthenaCatalog extends Construct {
  readonly workGroupName: string;
  readonly databaseName: string;
  private readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { settings }: AppContext, bucket: IBucket) {
    super(scope, id);
    this.bucket = bucket;
    this.workGroupName = `smart-upsell-${settings.stage}`;
    this.databaseName = `smart_upsell_${settings.stage}`;
    this.addWorkGroup();
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseInput: { name: this.databaseName, description: 'Files of training runs' },
    });
    for (const table of archiveTables) this.addTable(table).addResourceDependency(database);
  }

  /** What the functions that start and watch queries may do. */
  get statements(): PolicyStatement[] {
    const { region, account, partition } = Stack.of(this);
    const glue = `arn:${partition}:glue:${region}:${account}`;
    return [
      new PolicyStatement({
        actions: ['athena:GetQueryExecution', 'athena:StartQueryExecution'],
        resources: [`arn:${partition}:athena:${region}:${account}:workgroup/${this.workGroupName}`],
      }),
      new PolicyStatement({
        actions: ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
        resources: [
          `${glue}:catalog`,
          `${glue}:database/${this.databaseName}`,
          ...archiveTables.map(({ name }) => `${glue}:table/${this.databaseName}/${name}`),
        ],
      }),
      new PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [this.bucket.bucketArn] }),
      new PolicyStatement({
        actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
        resources: [this.bucket.arnForObjects(`${runs}/*`)],
      }),
    ];
  }

  private addWorkGroup() {
    const group = new CfnWorkGroup(this, 'WorkGroup', {
      name: this.workGroupName,
      description: 'Queries of training runs',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: mostScannedBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          // No company is called so: its ids hold no underscore.
          outputLocation: `s3://${this.bucket.bucketName}/${runs}/_queries/`,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }

  private addTable({ name, format, columns, partitions, prefix }: ArchiveTable): CfnTable {
    const { serializationLibrary, ...fileFormats } = formats[format];
    const place = `s3://${this.bucket.bucketName}/`;
    const injected = partitions.map((column) => [`projection.${column}.type`, 'injected'] as const);
    return new CfnTable(this, `Table-${name}`, {
      catalogId: Stack.of(this).account,
      databaseName: this.databaseName,
      tableInput: {
        name,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: partitions.map((column) => ({ name: column, type: 'string' })),
        parameters: {
          EXTERNAL: 'TRUE',
          classification: format,
          'projection.enabled': 'true',
          ...Object.fromEntries(injected),
          'storage.location.template': `${place}${prefix}`,
        },
        storageDescriptor: {
          ...fileFormats,
          location: `${place}${runs}/`,
          compressed: format === 'json',
          serdeInfo: { serializationLibrary },
          columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
        },
      },
    });
  }
}
