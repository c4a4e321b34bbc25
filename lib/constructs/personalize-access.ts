import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { objectPrefixes } from '#lib/config/object-prefixes';
import { listObjects, readObjects, writeObjects } from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';

const { runs } = objectPrefixes.artifacts;

/** The service's actions name no resource types, so a policy can limit what is done, but not to what. */
const actions = [
  'CreateBatchInferenceJob',
  'CreateDataset',
  'CreateDatasetGroup',
  'CreateDatasetImportJob',
  'CreateSchema',
  'CreateSolution',
  'CreateSolutionVersion',
  'DeleteDataset',
  'DeleteDatasetGroup',
  'DeleteSchema',
  'DeleteSolution',
  'DescribeBatchInferenceJob',
  'DescribeDataset',
  'DescribeDatasetGroup',
  'DescribeDatasetImportJob',
  'DescribeSchema',
  'DescribeSolution',
  'DescribeSolutionVersion',
  'GetSolutionMetrics',
];

/** The role by which Amazon Personalize reads and writes the artefact bucket, and what our functions may ask of it. */
export class PersonalizeAccess extends Construct {
  readonly role: Role;
  /** `arn:aws:personalize:<region>:<account>`; ARNs of resources are made of it and their names. */
  readonly arnPrefix: string;
  readonly statements: PolicyStatement[];

  constructor(scope: Construct, id: string, bucket: IBucket) {
    super(scope, id);
    const { region, account, partition } = Stack.of(this);
    this.arnPrefix = `arn:${partition}:personalize:${region}:${account}`;
    this.role = this.addRole(bucket);
    const named = actions.map((action) => `personalize:${action}`);
    this.statements = [new PolicyStatement({ actions: named, resources: ['*'] }), this.passRole()];
  }

  private addRole(bucket: IBucket): Role {
    const { account } = Stack.of(this);
    const principal = new ServicePrincipal('personalize.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    });
    const role = new Role(this, 'Role', {
      assumedBy: principal,
      description: 'Amazon Personalize reads exported interactions and writes lists',
    });
    for (const statement of [readObjects(bucket, runs), writeObjects(bucket, runs), listObjects(bucket, runs)]) {
      role.addToPolicy(statement);
    }
    acknowledgeWildcards(role, { '/runs/*': 'Keys of working files carry the company and the run.' });
    return role;
  }

  private passRole(): PolicyStatement {
    return new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'personalize.amazonaws.com' } },
    });
  }
}
