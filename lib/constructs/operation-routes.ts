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

interface RouteParts {
  readonly id: string;
  readonly method: HttpMethod;
  readonly integration: HttpLambdaIntegration;
}

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
      this.addRoutes(operation, handler);
    }
    return group;
  }

  /** What the edge caches answers HEAD, too: its cache keeps one answer for both, and must not keep the gateway's 404. */
  private addRoutes(operation: Operation, handler: IFunction) {
    const name = pascalCase(operation.id);
    const integration = new HttpLambdaIntegration(name, handler);
    this.addRoute(operation, { id: `${name}Route`, method: HttpMethod[operation.method], integration });
    if (operation.cache !== 'public') return;
    this.addRoute(operation, { id: `${name}HeadRoute`, method: HttpMethod.HEAD, integration });
  }

  private addRoute({ path, auth }: Operation, { id, method, integration }: RouteParts) {
    const needsSignIn = auth.kind === 'member' || auth.kind === 'person';
    const route = new HttpRoute(this, id, {
      httpApi: this.api,
      routeKey: HttpRouteKey.with(path, method),
      integration,
      ...(needsSignIn ? { authorizer: this.signedIn } : {}),
    });
    if (!needsSignIn) acknowledge(route, { 'AwsSolutions-APIG4': unauthorizedReasons[auth.kind] });
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
