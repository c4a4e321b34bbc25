import {
  HttpAuthorizer,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpApi,
  type IHttpAuthorizer,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type FunctionFamily, handlerPath, type Operation } from '#contracts/operation';
import { acknowledge } from '#lib/constructs/acknowledge';
import type { ContractApi } from '#lib/constructs/contract-api';
import { addFamilyGroup, type FamilyGroup, type FamilyResources } from '#lib/constructs/family-groups';
import { pascalCase } from '#lib/constructs/pascal-case';

export type OperationRoutesProps = FamilyResources & {
  readonly contractApi: ContractApi;
  readonly families: readonly FunctionFamily[];
  readonly operations: readonly Operation[];
};

/** A function and a route for every operation of the families, from its contract alone. */
export class OperationRoutes extends Construct {
  readonly groups: FamilyGroup[];
  private readonly api: IHttpApi;
  private readonly signedIn: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, props: OperationRoutesProps) {
    super(scope, id);
    this.api = props.contractApi.api;
    this.signedIn = signedInWith(this, props.contractApi.authorizer);
    this.groups = props.families.map((family) => this.addFamily(family, props));
  }

  private addFamily(family: FunctionFamily, props: OperationRoutesProps): FamilyGroup {
    const group = addFamilyGroup(this, family, props);
    for (const operation of props.operations.filter((candidate) => candidate.family === family)) {
      const handler = group.addFunction(pascalCase(operation.id), {
        path: handlerPath(operation),
        description: `${operation.method} ${operation.path}`,
      });
      this.addRoute(operation, handler);
    }
    return group;
  }

  private addRoute(operation: Operation, handler: IFunction) {
    const needsSignIn = operation.auth.kind === 'member' || operation.auth.kind === 'person';
    const route = new HttpRoute(this, `${pascalCase(operation.id)}Route`, {
      httpApi: this.api,
      routeKey: HttpRouteKey.with(operation.path, HttpMethod[operation.method]),
      integration: new HttpLambdaIntegration(pascalCase(operation.id), handler),
      ...(needsSignIn ? { authorizer: this.signedIn } : {}),
    });
    if (!needsSignIn) acknowledge(route, { 'AwsSolutions-APIG4': unauthorizedReasons[operation.auth.kind] });
  }
}

const unauthorizedReasons: Record<Operation['auth']['kind'], string> = {
  public: 'Anybody may ask whether the service is well; the answer holds no company’s data.',
  storefront: 'Shop pages have no signed-in caller: the function checks key, company, origin and rate.',
  server: 'Servers send a secret key, which the function compares with its stored hash.',
  member: 'Checked by the JWT authorizer.',
  person: 'Checked by the JWT authorizer.',
};

/** The authorizer lives in one stack and is used from several, so it is referred to by its id. */
const signedInWith = (scope: Construct, authorizer: IHttpAuthorizer) =>
  HttpAuthorizer.fromHttpAuthorizerAttributes(scope, 'SignedIn', {
    authorizerId: authorizer.authorizerId,
    authorizerType: 'JWT',
  });
