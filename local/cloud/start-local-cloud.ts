import { createBedrockStandIn } from '#local/cloud/bedrock/bedrock-service';
import { createApiDoor, createGatewayDoor, createWebDoor } from '#local/cloud/create-doors';
import { createLocalCloud } from '#local/cloud/create-local-cloud';
import { createFunctions, type Functions } from '#local/cloud/functions/functions';
import { createPermissionCheck, type PermissionCheck } from '#local/cloud/iam/permission-check';
import { openListeners } from '#local/cloud/listeners';
import type { LocalCloud, LocalCloudOptions } from '#local/cloud/local-cloud';
import { createSignInServer } from '#local/cloud/oidc/sign-in-server';
import { loadSigningKey } from '#local/cloud/oidc/signing-key';
import { createUsers } from '#local/cloud/oidc/users';
import { addressesOf, clientIdOf, type ServedApp } from '#local/cloud/served-app';
import { createShutdown, type Shutdown } from '#local/cloud/shutdown';
import { createQueueStore } from '#local/cloud/sqs/queue-store';
import { startEngines } from '#local/cloud/start-engines';
import { startSteeredClock } from '#local/cloud/steered-clock';
import { openExecutionStore } from '#local/cloud/step-functions/execution-store';
import { defineMachine } from '#local/cloud/step-functions/machine-definition';
import { createStateMachines, type StateMachines } from '#local/cloud/step-functions/state-machines';
import { openStorage } from '#local/cloud/storage';
import { createCheckpointStore } from '#local/cloud/streams/checkpoint-store';
import { type Mappings, startMappings } from '#local/cloud/streams/mappings';
import { readAssembly } from '#local/cloud/template/assembly';
import { createResolver } from '#local/cloud/template/resolver';

export type { LocalCloud, LocalCloudOptions, LocalUser } from '#local/cloud/local-cloud';

/**
 * Serves a synthesized app on 127.0.0.1.
 * @throws when there is no assembly, a resource that a function needs is missing, a port is taken, or this platform
 * has no DynamoDB; nothing is left running then.
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const shutdown = createShutdown(options.log ?? (() => {}));
  try {
    return await start(await openApp(options, shutdown), options, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
};

const openApp = async (options: LocalCloudOptions, shutdown: Shutdown): Promise<ServedApp> => {
  const { log = () => {}, clock = () => new Date(), startsAt } = options;
  const steeredClock = startsAt === undefined ? undefined : startSteeredClock(startsAt);
  const assembly = readAssembly(options.assemblyDir);
  const resolver = createResolver(assembly);
  const storage = openStorage(options.dataDir);
  shutdown.add(storage.remove);
  const listeners = await openListeners(options.port ?? 0, log);
  const addresses = addressesOf(resolver, listeners);
  return { assembly, resolver, addresses, storage, listeners, now: clock, steeredClock, log };
};

const start = async (app: ServedApp, options: LocalCloudOptions, shutdown: Shutdown): Promise<LocalCloud> => {
  const { resolver, storage, listeners, now, log } = app;
  const permissions = createPermissionCheck(resolver);
  const key = await loadSigningKey(options.dataDir);
  const engines = await startEngines(app, shutdown);
  let mappings: Mappings | undefined;
  // Pollers end when the functions they wait for have ended.
  shutdown.add(() => mappings?.ended);
  const functions = createFunctions(app);
  shutdown.add(functions.close);
  const machines = stateMachinesOf(app, functions, permissions);
  shutdown.add(machines.close);
  const bedrock = createBedrockStandIn(options.bedrock !== 'off');
  const queues = createQueueStore(storage.path('queues'));
  const users = createUsers(options.users ?? []);
  const clientId = clientIdOf(resolver);

  const onWrite = (service: string) => mappings?.wake(service);
  const parts = { engines, functions, permissions, machines, bedrock: bedrock.service, onWrite };
  const api = createApiDoor(app, functions, key);
  listeners.serve({
    api,
    web: createWebDoor(app, api, clientId),
    gateway: createGatewayDoor(app, parts),
    signIn: createSignInServer({ issuer: listeners.signInUrl, webUrl: listeners.webUrl, clientId, key, users }),
  });
  const checkpoints = createCheckpointStore(storage.dataDir && storage.path('checkpoints.json'));
  const { sourceOf } = engines;
  mappings = await startMappings({ resolver, functions, permissions, checkpoints, queues, sourceOf, now, log });
  shutdown.add(mappings.stop);
  shutdown.add(listeners.close);
  return createLocalCloud({
    app,
    engines,
    functions,
    machines,
    mappings,
    bedrock,
    queues,
    users,
    key,
    clientId,
    shutdown,
  });
};

const stateMachinesOf = (app: ServedApp, functions: Functions, permissions: PermissionCheck): StateMachines => {
  const { resolver, assembly, storage, now } = app;
  const resources = resolver.ofType('AWS::StepFunctions::StateMachine');
  return createStateMachines({
    machines: resources.map((resource) => defineMachine(resource, resolver, assembly)),
    functions,
    permissions,
    store: openExecutionStore(storage.dataDir && storage.path('executions.json'), now()),
    now,
  });
};
