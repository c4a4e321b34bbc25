import { createAthenaService } from '#local/cloud/athena/athena-service';
import { glueTables } from '#local/cloud/athena/glue-tables';
import { objectFiles } from '#local/cloud/athena/object-files';
import { createSqlEngine } from '#local/cloud/athena/sql-engine';
import { dynamoDbPermissions } from '#local/cloud/dynamodb/permissions';
import { defineDistribution } from '#local/cloud/front-door/distribution';
import { createFrontDoor } from '#local/cloud/front-door/front-door';
import { collectSiteFiles } from '#local/cloud/front-door/site-files';
import type { Functions } from '#local/cloud/functions/functions';
import { createGateway } from '#local/cloud/gateway/gateway';
import type { GatewayService } from '#local/cloud/gateway/gateway-service';
import { jsonService } from '#local/cloud/gateway/json-service';
import { defineApi } from '#local/cloud/http-api/api-definition';
import { createHttpApi } from '#local/cloud/http-api/http-api';
import { createJwtVerifier } from '#local/cloud/http-api/jwt-authorizer';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import { kinesisPermissions } from '#local/cloud/kinesis/permissions';
import type { Handler } from '#local/cloud/listeners';
import type { SigningKey } from '#local/cloud/oidc/signing-key';
import { createPersonalizeApi } from '#local/cloud/personalize/personalize-api';
import { createPersonalizeService } from '#local/cloud/personalize/personalize-service';
import { createS3Service } from '#local/cloud/s3/s3-service';
import type { ServedApp } from '#local/cloud/served-app';
import type { Engines } from '#local/cloud/start-engines';
import type { StateMachines } from '#local/cloud/step-functions/state-machines';
import { createStepFunctionsService } from '#local/cloud/step-functions/step-functions-service';
import { asTexts } from '#local/cloud/template/json';

type GatewayParts = {
  readonly engines: Engines;
  readonly functions: Functions;
  readonly permissions: PermissionCheck;
  readonly machines: StateMachines;
  readonly bedrock: GatewayService;
  /** Called after each call that may have written to a table or stream. */
  readonly onWrite: (service: 'dynamodb' | 'kinesis') => void;
};

const reads = /^(Get|Query|Scan|Describe|List|BatchGet|TransactGet)/;

/** The front door serves the app that people sign in to, so its origin stands for those that the app may return to. */
const frontDoorStandsFor = ({ resolver, listeners }: ServedApp): ((origin: string) => string[]) => {
  const returns = resolver
    .ofType('AWS::Cognito::UserPoolClient')
    .flatMap((client) => asTexts(resolver.properties(client).CallbackURLs))
    .map((url) => new URL(url).origin);
  return (origin) => (origin === listeners.webUrl ? returns : []);
};

const athenaOf = ({ resolver, storage }: ServedApp, engines: Engines): GatewayService =>
  createAthenaService({
    engine: createSqlEngine({
      tables: glueTables(resolver),
      files: objectFiles(engines.s3.get),
      temporaryFolder: storage.temporaryFolder,
    }),
    workGroups: resolver.ofType('AWS::Athena::WorkGroup').map(resolver.name),
  });

/** The gateway with all services behind it. */
export const createGatewayDoor = (app: ServedApp, parts: GatewayParts): Handler => {
  const { engines, functions, permissions, machines, bedrock, onWrite } = parts;
  const { resolver, now, log } = app;
  const wakeAfter = (service: 'dynamodb' | 'kinesis') => (operation: string) => {
    if (!reads.test(operation)) onWrite(service);
  };
  const bucketProperties = (name: string) => {
    const bucket = resolver.ofType('AWS::S3::Bucket').find((candidate) => resolver.name(candidate) === name);
    return bucket === undefined ? {} : resolver.properties(bucket);
  };
  const services: Record<string, GatewayService> = {
    dynamodb: jsonService({
      url: engines.dynamoDbUrl,
      permissionsOf: dynamoDbPermissions,
      onAnswered: wakeAfter('dynamodb'),
    }),
    s3: createS3Service({ engine: engines.s3.get, bucketProperties, standsFor: frontDoorStandsFor(app), now }),
    states: createStepFunctionsService(machines),
    athena: athenaOf(app, engines),
    personalize: createPersonalizeService(createPersonalizeApi({ files: objectFiles(engines.s3.get), permissions })),
    bedrock,
  };
  if (engines.kinesisUrl !== undefined) {
    services.kinesis = jsonService({
      url: engines.kinesisUrl,
      permissionsOf: kinesisPermissions,
      onAnswered: wakeAfter('kinesis'),
    });
  }
  return createGateway({ services, functionOf: functions.byAccessKeyId, permissions, log });
};

const notFound: Handler = (_request, response) => {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
};

/** The HTTP API of the template; everything is 404 when it has none. */
export const createApiDoor = (app: ServedApp, functions: Functions, key: SigningKey): Handler => {
  const api = defineApi(app);
  if (api === undefined) return notFound;
  return createHttpApi({ api, functions, verifyJwt: createJwtVerifier(key.publicKeys), now: app.now });
};

/** The distribution of the template, or the API alone when it has none. */
export const createWebDoor = (app: ServedApp, api: Handler, clientId: string): Handler => {
  const { resolver, assembly, storage, listeners, addresses } = app;
  const distribution = defineDistribution(resolver);
  if (distribution === undefined) return api;
  return createFrontDoor({
    distribution,
    files: collectSiteFiles({ resolver, assembly, temporaryFolder: storage.temporaryFolder }),
    config: { apiBaseUrl: '', oidcIssuer: listeners.signInUrl, oidcClientId: clientId, stage: 'local' },
    api,
    localize: addresses.localize,
  });
};
