import type { BedrockStandIn } from '#local/cloud/bedrock/bedrock-service';
import { endpointVariables, type Functions } from '#local/cloud/functions/functions';
import { rootAccessKeyId } from '#local/cloud/gateway/gateway';
import type { LocalCloud } from '#local/cloud/local-cloud';
import type { SigningKey } from '#local/cloud/oidc/signing-key';
import type { Users } from '#local/cloud/oidc/users';
import { triggerSchedule } from '#local/cloud/schedules/schedules';
import type { ServedApp } from '#local/cloud/served-app';
import type { Shutdown } from '#local/cloud/shutdown';
import type { QueueStore } from '#local/cloud/sqs/queue-store';
import type { Engines } from '#local/cloud/start-engines';
import type { StateMachines } from '#local/cloud/step-functions/state-machines';
import type { Mappings } from '#local/cloud/streams/mappings';
import { region } from '#local/cloud/template/resource-kinds';

type Parts = {
  readonly app: ServedApp;
  readonly engines: Engines;
  readonly functions: Functions;
  readonly machines: StateMachines;
  readonly mappings: Mappings;
  readonly bedrock: BedrockStandIn;
  readonly queues: QueueStore;
  readonly users: Users;
  readonly key: SigningKey;
  readonly clientId: string;
  readonly shutdown: Shutdown;
};

/** The running cloud as its users see it. */
export const createLocalCloud = (parts: Parts): LocalCloud => {
  const { app, engines, functions, machines, mappings, bedrock, queues, users, clientId, shutdown } = parts;
  const { webUrl, apiUrl, signInUrl: issuer, gatewayUrl } = app.listeners;
  return {
    webUrl,
    apiUrl,
    issuer,
    clientId,
    endpoints: endpointsAt(gatewayUrl),
    clientEnvironment: clientEnvironment(gatewayUrl),
    outputs: localOutputs(app),
    resourceId: (id) => app.resolver.ref(found(app, id)),
    addUser: users.add,
    issueToken: (sub, options = {}) => issueToken(sub, options, parts),
    invoke: async (name, payload) => {
      const result = await functions.invoke(name, JSON.stringify(payload));
      if (result.ok) return { payload: JSON.parse(result.payload), functionError: undefined };
      return { payload: { ...result.error }, functionError: result.error.errorType };
    },
    startExecution: machines.start,
    waitForExecution: machines.wait,
    triggerSchedule: (name) => triggerSchedule(name, { resolver: app.resolver, functions, machines, now: app.now }),
    drainStreams: mappings.drain,
    sweepExpiredItems: engines.sweepExpiredItems,
    readQueue: async (name) => queues.read(app.resolver.name(found(app, name, 'AWS::SQS::Queue'))),
    stats: functions.statistics,
    functionLogs: (name) => functions.find(name).logs(),
    setClock: (instant) => {
      if (!app.steeredClock) throw new Error('The clock is steered only when the cloud starts with `startsAt`.');
      app.steeredClock.set(instant);
    },
    bedrockStats: bedrock.statistics,
    setBedrockMode: bedrock.setMode,
    close: shutdown.run,
  };
};

const found = ({ resolver }: ServedApp, id: string, ...types: string[]) => {
  const resource = resolver.find(id, ...types);
  if (resource === undefined) throw new Error(`The template has no ${types[0] ?? 'resource'} "${id}".`);
  return resource;
};

const localOutputs = ({ resolver, addresses }: ServedApp): Record<string, string> =>
  Object.fromEntries(Object.entries(resolver.outputs()).map(([key, value]) => [key, addresses.localize(value)]));

const endpointsAt = (url: string): LocalCloud['endpoints'] => ({
  dynamodb: url,
  kinesis: url,
  s3: url,
  stepfunctions: url,
  bedrock: url,
});

const clientEnvironment = (gatewayUrl: string): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: rootAccessKeyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  ...endpointVariables(gatewayUrl),
});

type TokenOptions = { lifetimeSeconds?: number; clientId?: string };

/** The claims that signing in would give. */
const issueToken = (sub: string, options: TokenOptions, { key, users, clientId, app }: Parts): Promise<string> => {
  const { lifetimeSeconds = 3600, clientId: forClient = clientId } = options;
  const user = users.bySub(sub);
  const claims = {
    sub,
    aud: forClient,
    client_id: forClient,
    token_use: 'access',
    scope: 'openid email profile',
    email: user?.email,
    name: user?.name,
  };
  return key.sign(claims, { issuer: app.listeners.signInUrl, lifetimeSeconds });
};
