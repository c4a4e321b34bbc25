import { accessKeyIdOf, defineFunction, type FunctionDefinition } from '#local/cloud/functions/function-definition';
import { createFunctionPool, type FunctionPool, type FunctionStatistics } from '#local/cloud/functions/function-pool';
import type { InvocationResult } from '#local/cloud/functions/function-worker';
import type { ServedApp } from '#local/cloud/served-app';
import type { Resource } from '#local/cloud/template/assembly';
import { region } from '#local/cloud/template/resource-kinds';

export type Functions = {
  /** By name, ARN (with or without qualifier), logical id, its prefix, or construct path suffix. @throws if unknown. */
  find(nameOrArn: string): FunctionPool;
  byAccessKeyId(accessKeyId: string): FunctionDefinition | undefined;
  invoke(nameOrArn: string, payload: string, requestId?: string): Promise<InvocationResult>;
  statistics(): Record<string, FunctionStatistics>;
  close(): Promise<void>;
};

export const createFunctions = (app: ServedApp): Functions => {
  const { resolver, assembly, addresses, storage, listeners, steeredClock, log } = app;
  const { temporaryFolder } = storage;
  const pools = new Map<string, FunctionPool>();
  const byAnyName = new Map<string, FunctionPool>();
  const keys = new Map<string, Resource>();
  const addKey = (resource: Resource) => keys.set(accessKeyIdOf(resource, resolver), resource);

  /** Names differ only in how they are written: each is looked up once. */
  const poolOf = (nameOrArn: string): FunctionPool => {
    const pool = byAnyName.get(nameOrArn) ?? findPool(nameOrArn);
    byAnyName.set(nameOrArn, pool);
    return pool;
  };
  const findPool = (nameOrArn: string): FunctionPool => {
    const id = nameOrArn.startsWith('arn:') ? (nameOrArn.split(':')[6] ?? '') : nameOrArn;
    const resource = resolver.find(id, 'AWS::Lambda::Function');
    if (resource === undefined) throw new Error(`The template has no function "${nameOrArn}".`);
    const key = resolver.name(resource);
    const known = pools.get(key);
    if (known !== undefined) return known;
    const definition = defineFunction(resource, { assembly, resolver, addresses, temporaryFolder });
    const environment = runtimeEnvironment(definition, listeners.gatewayUrl);
    const onLog = (line: string) => log(`[${resource.logicalId}] ${line}`);
    const pool = createFunctionPool(definition, environment, onLog, steeredClock?.memory);
    pools.set(key, pool);
    return pool;
  };

  return {
    find: poolOf,
    byAccessKeyId: (accessKeyId) => {
      // A URL signed before a restart may come before its function has run again.
      if (keys.size === 0) for (const resource of resolver.ofType('AWS::Lambda::Function')) addKey(resource);
      const resource = keys.get(accessKeyId);
      return resource === undefined ? undefined : poolOf(resolver.name(resource)).definition;
    },
    invoke: (nameOrArn, payload, requestId) => poolOf(nameOrArn).invoke(payload, requestId),
    statistics: () => Object.fromEntries([...pools].map(([name, pool]) => [name, { ...pool.statistics }])),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};

/** The template's variables and those that the Lambda runtime sets itself; nothing of this machine's environment. */
const runtimeEnvironment = (definition: FunctionDefinition, gatewayUrl: string): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: definition.accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: definition.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LAMBDA_TASK_ROOT: definition.codeFolder,
  _HANDLER: definition.handler,
  ...endpointVariables(gatewayUrl),
  ...definition.environment,
});

/** The variables that send any AWS SDK to the local gateway. */
export const endpointVariables = (gatewayUrl: string): Record<string, string> =>
  Object.fromEntries(
    [
      'DYNAMODB',
      'DYNAMODB_STREAMS',
      'KINESIS',
      'S3',
      'SFN',
      'ATHENA',
      'PERSONALIZE',
      'BEDROCK_RUNTIME',
      'SQS',
      'LAMBDA',
    ].map((service) => [`AWS_ENDPOINT_URL_${service}`, gatewayUrl]),
  );
