import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionFamily } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { ContractApi } from '#lib/constructs/contract-api';
import type { FamilyGroup, FamilyResources } from '#lib/constructs/family-groups';
import { OperationRoutes } from '#lib/constructs/operation-routes';

const shopFamilies: FunctionFamily[] = ['health', 'storefront-read', 'storefront-events', 'carts', 'ingest'];

/** What the admin app changes, and what it learns from: two stacks, so that each stays far below 500 resources. */
export const adminFamilies = {
  settings: ['company-admin', 'event-admin', 'imports'],
  insights: ['models', 'privacy', 'analytics', 'counterfactual'],
} as const satisfies Record<string, readonly FunctionFamily[]>;

export type ApiStackProps = StackProps & FamilyResources;

/** The HTTP API and the operations that shops call. */
export class ApiStack extends Stack {
  readonly contractApi: ContractApi;
  readonly groups: FamilyGroup[];

  constructor(scope: Construct, id: string, { app, data, pipeline, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.contractApi = new ContractApi(this, 'Http', app, data.people);
    this.groups = new OperationRoutes(this, 'Operations', {
      app,
      data,
      pipeline,
      contractApi: this.contractApi,
      families: shopFamilies,
      operations,
    }).groups;
    new CfnOutput(this, 'ApiUrl', { value: this.contractApi.api.apiEndpoint });
  }
}

export type AdminApiStackProps = ApiStackProps & {
  readonly contractApi: ContractApi;
  readonly families: readonly FunctionFamily[];
};

/** Operations of the admin app, on the same HTTP API. */
export class AdminApiStack extends Stack {
  readonly groups: FamilyGroup[];

  constructor(
    scope: Construct,
    id: string,
    { app, data, pipeline, contractApi, families, ...props }: AdminApiStackProps,
  ) {
    super(scope, id, props);
    this.groups = new OperationRoutes(this, 'Operations', {
      app,
      data,
      pipeline,
      contractApi,
      families,
      operations,
    }).groups;
  }
}
