import type { AddressBook } from '#local/cloud/address-book';
import { type CorsPolicy, corsPolicyOf } from '#local/cloud/http-api/cors';
import type { JwtAuthorizer } from '#local/cloud/http-api/jwt-authorizer';
import { createRouteTable, type Route, type RouteTable } from '#local/cloud/http-api/route-table';
import type { Resource } from '#local/cloud/template/assembly';
import { asTexts, numberAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type RouteTarget = {
  readonly functionArn: string;
  readonly integrationTimeoutMs: number;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: string[];
};

export type ApiDefinition = {
  readonly apiId: string;
  readonly cors: CorsPolicy | undefined;
  readonly routes: RouteTable<RouteTarget>;
};

type Context = { readonly resolver: Resolver; readonly addresses: AddressBook };

/** The HTTP API of the template, or `undefined` when there is none. Routes may live in any stack. */
export const defineApi = (context: Context): ApiDefinition | undefined => {
  const { resolver, addresses } = context;
  const [api] = resolver.ofType('AWS::ApiGatewayV2::Api');
  if (api === undefined) return undefined;
  const apiId = resolver.name(api);
  const ofApi = (resource: Resource) => textAt(resolver.properties(resource), 'ApiId') === apiId;
  const routes = resolver.ofType('AWS::ApiGatewayV2::Route').filter(ofApi);
  return {
    apiId,
    cors: corsPolicyOf(objectAt(resolver.properties(api), 'CorsConfiguration'), addresses.localize),
    routes: createRouteTable(routes.map((route) => defineRoute(route, context))),
  };
};

const defineRoute = (route: Resource, { resolver, addresses }: Context): Route<RouteTarget> => {
  const properties = resolver.properties(route);
  const routeKey = textAt(properties, 'RouteKey') ?? '$default';
  const integration = referenced(resolver, textAt(properties, 'Target')?.split('/').at(-1), 'Integration', routeKey);
  return {
    routeKey,
    target: {
      functionArn: functionArnOf(textAt(integration, 'IntegrationUri') ?? '', resolver, routeKey),
      integrationTimeoutMs: numberAt(integration, 'TimeoutInMillis') ?? 30_000,
      authorizer: authorizerOf(properties, resolver, addresses, routeKey),
      scopes: asTexts(properties.AuthorizationScopes),
    },
  };
};

const referenced = (resolver: Resolver, id: string | undefined, kind: string, routeKey: string) => {
  const found = resolver.ofType(`AWS::ApiGatewayV2::${kind}`).find((resource) => resolver.ref(resource) === id);
  if (found === undefined) throw new Error(`Route "${routeKey}" has no ${kind.toLowerCase()} in the template.`);
  return resolver.properties(found);
};

/** @throws when the function is missing, or has no permission that lets API Gateway invoke it. */
const functionArnOf = (uri: string, resolver: Resolver, routeKey: string): string => {
  const arn = /arn:aws:lambda:[^/]*:function:[^/]+/.exec(uri)?.[0] ?? '';
  const name = arn.split(':')[6] ?? '';
  const target = resolver.ofType('AWS::Lambda::Function').find((resource) => resolver.name(resource) === name);
  if (target === undefined) throw new Error(`Route "${routeKey}" leads to no function of the template (${uri}).`);
  const permitted = resolver.ofType('AWS::Lambda::Permission').some((permission) => {
    const properties = resolver.properties(permission);
    const isForApi = textAt(properties, 'Principal') === 'apigateway.amazonaws.com';
    const functionName = textAt(properties, 'FunctionName') ?? '';
    return isForApi && (functionName === name || functionName.startsWith(`${arn}`));
  });
  if (!permitted) throw new Error(`Route "${routeKey}": API Gateway has no permission to invoke ${name}.`);
  return arn;
};

const authorizerOf = (
  route: Parameters<typeof textAt>[0],
  resolver: Resolver,
  addresses: AddressBook,
  routeKey: string,
): JwtAuthorizer | undefined => {
  if (textAt(route, 'AuthorizationType') !== 'JWT') return undefined;
  const authorizer = referenced(resolver, textAt(route, 'AuthorizerId'), 'Authorizer', routeKey);
  const configuration = objectAt(authorizer, 'JwtConfiguration');
  return {
    issuer: addresses.localize(textAt(configuration, 'Issuer') ?? ''),
    audience: asTexts(configuration.Audience),
  };
};
