import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { objectPrefixes } from '#lib/config/object-prefixes';
import { listObjects, readObjects, writeObjects } from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';

const { runs } = objectPrefixes.artifacts;

/** Kinds of resources that a run makes in Amazon Personalize, each with what may be done with it. */
const actionsOf = {
  'dataset-group': [
    'CreateDatasetGroup',
    'DescribeDatasetGroup',
    'DeleteDatasetGroup',
    'ListSolutions',
    'ListDatasets',
  ],
  schema: ['CreateSchema', 'DescribeSchema', 'DeleteSchema'],
  dataset: ['CreateDataset', 'DescribeDataset', 'DeleteDataset'],
  'dataset-import-job': ['CreateDatasetImportJob', 'DescribeDatasetImportJob'],
  solution: [
    'CreateSolution',
    'DescribeSolution',
    'DeleteSolution',
    'CreateSolutionVersion',
    'DescribeSolutionVersion',
    'GetSolutionMetrics',
  ],
  'batch-inference-job': ['CreateBatchInferenceJob', 'DescribeBatchInferenceJob'],
} as const;

/** Every resource of ours in Amazon Personalize has a name that begins so. */
export const personalizeNamePrefix = ({ settings }: AppContext): string => `su-${settings.stage}-`;

/** The role by which Amazon Personalize reads and writes the artefact bucket, and what our functions may ask of it. */
export class PersonalizeAccess extends Construct {
  readonly role: Role;
  /** `arn:aws:personalize:<region>:<account>`; ARNs of resources are made of it and their names. */
  readonly arnPrefix: string;
  readonly statements: PolicyStatement[];

  constructor(scope: Construct, id: string, app: AppContext, bucket: IBucket) {
    super(scope, id);
    const { region, account, partition } = Stack.of(this);
    this.arnPrefix = `arn:${partition}:personalize:${region}:${account}`;
    this.role = this.addRole(bucket);
    this.statements = [...this.resourceStatements(app), this.passRole()];
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

  private resourceStatements(app: AppContext): PolicyStatement[] {
    const names = `${personalizeNamePrefix(app)}*`;
    return Object.entries(actionsOf).map(
      ([kind, actions]) =>
        new PolicyStatement({
          actions: actions.map((action) => `personalize:${action}`),
          resources: [`${this.arnPrefix}:${kind}/${names}`],
        }),
    );
  }

  private passRole(): PolicyStatement {
    return new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'personalize.amazonaws.com' } },
    });
  }
}
