import { createAddressBook } from '#local/cloud/address-book';
import { startDynamoDb } from '#local/cloud/dynamodb/engine';
import { dynamoDbPermissions } from '#local/cloud/dynamodb/permissions';
import { createTable, defineTable, tableTypes } from '#local/cloud/dynamodb/tables';
import { createFunctions, endpointVariables } from '#local/cloud/functions/functions';
import { createAwsJsonClient } from '#local/cloud/gateway/aws-json-client';
import { createGateway, rootAccessKeyId } from '#local/cloud/gateway/gateway';
import { jsonService } from '#local/cloud/gateway/json-service';
import { defineApi } from '#local/cloud/http-api/api-definition';
import { createHttpApi } from '#local/cloud/http-api/http-api';
import { createJwtVerifier } from '#local/cloud/http-api/jwt-authorizer';
import { createPermissionCheck } from '#local/cloud/iam/permission-check';
import { type Handler, type Listeners, openListeners } from '#local/cloud/listeners';
import type { LocalCloud, LocalCloudOptions, LocalUser } from '#local/cloud/local-cloud';
import { loadSigningKey } from '#local/cloud/oidc/signing-key';
import { openStorage } from '#local/cloud/storage';
import { readAssembly } from '#local/cloud/template/assembly';
import { createResolver, type Resolver } from '#local/cloud/template/resolver';
import { region } from '#local/cloud/template/resource-kinds';

export type { LocalCloud, LocalCloudOptions, LocalUser } from '#local/cloud/local-cloud';

/**
 * Serves a synthesized app on 127.0.0.1.
 * @throws when there is no assembly, a resource that a function needs is missing, a port is taken, or this platform
 * has no DynamoDB.
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const log = options.log ?? (() => {});
  const assembly = readAssembly(options.assemblyDir);
  const resolver = createResolver(assembly);
  const storage = openStorage(options.dataDir);
  const listeners = await openListeners(options.port ?? 0, log);
  const { webUrl, apiUrl, signInUrl: issuer, gatewayUrl } = listeners;
  const addresses = addressesOf(resolver, listeners);
  const functions = createFunctions({
    ...options,
    assembly,
    resolver,
    addresses,
    temporaryFolder: storage.temporaryFolder,
    gatewayUrl,
    log,
  });
  const signingKey = await loadSigningKey(options.dataDir);
  const engine = await startDynamoDb(options.dataDir === undefined ? undefined : storage.path('dynamodb.sqlite'));
  const dynamoDb = createAwsJsonClient(engine.url, 'DynamoDB_20120810', 'dynamodb', '1.0');
  for (const table of resolver.ofType(...tableTypes)) await createTable(defineTable(table, resolver), dynamoDb);
  const gateway = createGateway({
    services: { dynamodb: jsonService({ upstream: async () => engine, permissionsOf: dynamoDbPermissions }) },
    functionOf: functions.byAccessKeyId,
    permissions: createPermissionCheck(resolver),
    log,
  });
  const api = defineApi({ resolver, addresses });
  const clock = options.clock ?? (() => new Date());
  const notFound: Handler = (_request, response) => void response.writeHead(404).end();
  const serveApi: Handler =
    api === undefined
      ? notFound
      : createHttpApi({ api, functions, verifyJwt: createJwtVerifier(signingKey.publicKeys), now: clock });
  listeners.serve({ web: serveApi, api: serveApi, signIn: notFound, gateway });

  const users = new Map<string, LocalUser>((options.users ?? []).map((user) => [user.sub, user]));
  const clientId = clientIdOf(resolver);
  return {
    webUrl,
    apiUrl,
    issuer,
    clientId,
    endpoints: {
      dynamodb: gatewayUrl,
      kinesis: gatewayUrl,
      s3: gatewayUrl,
      stepfunctions: gatewayUrl,
      bedrock: gatewayUrl,
    },
    clientEnvironment: clientEnvironment(gatewayUrl),
    outputs: Object.fromEntries(
      Object.entries(resolver.outputs()).map(([key, value]) => [key, addresses.localize(value)]),
    ),
    resourceId: (id) => {
      const resource = resolver.find(id);
      if (resource === undefined) throw new Error(`The template has no resource "${id}".`);
      return resolver.ref(resource);
    },
    addUser: (user) => void users.set(user.sub, user),
    issueToken: (sub, { lifetimeSeconds = 3600, clientId: forClient = clientId } = {}) => {
      const user = users.get(sub);
      const claims = {
        sub,
        client_id: forClient,
        token_use: 'access',
        scope: 'openid email profile',
        email: user?.email,
        name: user?.name,
      };
      return signingKey.sign(claims, { issuer, lifetimeSeconds });
    },
    invoke: async (name, payload) => {
      const result = await functions.invoke(name, JSON.stringify(payload));
      return result.ok
        ? { payload: JSON.parse(result.payload), functionError: undefined }
        : { payload: { ...result.error }, functionError: result.error.errorType };
    },
    stats: functions.statistics,
    functionLogs: (name) => functions.find(name).logs(),
    close: async () => {
      await listeners.close();
      await functions.close();
      await engine.close();
      storage.remove();
    },
  } as LocalCloud;
};

const clientIdOf = (resolver: Resolver) => {
  const [client] = resolver.ofType('AWS::Cognito::UserPoolClient');
  return client === undefined ? 'local-client' : resolver.ref(client);
};

const addressesOf = (resolver: Resolver, { webUrl, apiUrl, signInUrl }: Listeners) => {
  const addresses = createAddressBook();
  for (const api of resolver.ofType('AWS::ApiGatewayV2::Api'))
    addresses.add(resolver.attribute(api, 'ApiEndpoint'), apiUrl);
  for (const site of resolver.ofType('AWS::CloudFront::Distribution')) {
    addresses.add(`https://${resolver.attribute(site, 'DomainName')}`, webUrl);
  }
  for (const pool of resolver.ofType('AWS::Cognito::UserPool')) {
    addresses.add(resolver.attribute(pool, 'ProviderURL'), signInUrl);
  }
  return addresses;
};

const clientEnvironment = (gatewayUrl: string): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: rootAccessKeyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  ...endpointVariables(gatewayUrl),
});
