import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

export const indexNames = ['gsi1', 'gsi2'] as const;

/** The one table: string keys, two overloaded indexes, on demand, restorable to any second of the last 35 days. */
export class MainTable extends Table {
  constructor(scope: Construct, id: string, options: { readonly deletionProtection: boolean }) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: options.deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const name of indexNames) this.addOverloadedIndex(name);
  }

  private addOverloadedIndex(name: string) {
    this.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: `${name}pk`, type: AttributeType.STRING },
      sortKey: { name: `${name}sk`, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }
}
