import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionFamily } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { ContractApi } from '#lib/constructs/contract-api';
import type { FamilyGroup, FamilyResources } from '#lib/constructs/family-groups';
import { OperationRoutes } from '#lib/constructs/operation-routes';

const shopFamilies: FunctionFamily[] = ['health', 'storefront-read', 'storefront-events', 'carts', 'ingest'];
const adminFamilies: FunctionFamily[] = [
  'company-admin',
  'event-admin',
  'imports',
  'models',
  'privacy',
  'analytics',
  'counterfactual',
];

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

export type AdminApiStackProps = ApiStackProps & { readonly contractApi: ContractApi };

/** The operations of the admin app, on the same HTTP API: a stack of its own keeps both far below 500 resources. */
export class AdminApiStack extends Stack {
  readonly groups: FamilyGroup[];

  constructor(scope: Construct, id: string, { app, data, pipeline, contractApi, ...props }: AdminApiStackProps) {
    super(scope, id, props);
    this.groups = new OperationRoutes(this, 'Operations', {
      app,
      data,
      pipeline,
      contractApi,
      families: adminFamilies,
      operations,
    }).groups;
  }
}
