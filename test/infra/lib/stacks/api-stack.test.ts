import { familyEnvironments } from '#contracts/env/function-environment';
import { type FunctionFamily, functionFamilies } from '#contracts/operation';
import { operations } from '#contracts/operations';
import {
  type CloudResource,
  resourcesOf,
  type Statement,
  statementsOf,
  synthesizedApp,
} from '#test/infra/support/synthesized-app';

const synthesized = synthesizedApp('prod');
const templates = (['api', 'adminApi', 'insightApi'] as const).map((stack) => synthesized.template(stack));
const all = (type: string) => templates.flatMap((template) => resourcesOf(template, type));

const routes = new Map(all('AWS::ApiGatewayV2::Route').map((route) => [route.properties.RouteKey as string, route]));
const functions = new Map(all('AWS::Lambda::Function').map((fn) => [fn.properties.Description as string, fn]));
const integrations = new Map(all('AWS::ApiGatewayV2::Integration').map((integration) => [integration.id, integration]));

const functionOf = (operation: (typeof operations)[number]) =>
  functions.get(`${operation.method} ${operation.path}`) as CloudResource;

describe('routes', () => {
  it.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s leads to a function of its own',
    (key, operation) => {
      const target = JSON.stringify(routes.get(key)?.properties.Target);
      const integration = [...integrations.values()].find(({ id }) => target.includes(id));
      expect(JSON.stringify(integration?.properties.IntegrationUri)).toContain(functionOf(operation).id);
    },
  );

  it('are exactly those of the contracts, with HEAD beside each GET that the edge caches', () => {
    const cached = operations.filter(({ cache }) => cache === 'public');
    const expected = [
      ...operations.map(({ method, path }) => `${method} ${path}`),
      ...cached.map(({ path }) => `HEAD ${path}`),
    ];
    expect([...routes.keys()].sort()).toEqual(expected.sort());
    for (const { method, path } of cached) {
      expect(routes.get(`HEAD ${path}`)?.properties.Target).toEqual(routes.get(`${method} ${path}`)?.properties.Target);
    }
    expect(functions.size).toBe(operations.length);
  });

  it('ask for a signed-in person where the contract does, and nowhere else', () => {
    for (const { auth, method, path } of operations) {
      const needsSignIn = auth.kind === 'member' || auth.kind === 'person';
      const type = routes.get(`${method} ${path}`)?.properties.AuthorizationType;
      expect([path, type]).toEqual([path, needsSignIn ? 'JWT' : 'NONE']);
    }
  });
});

describe('the HTTP API', () => {
  it('lets shop pages of any origin read what they need from an answer', () => {
    const [api] = all('AWS::ApiGatewayV2::Api');
    expect(api?.properties.CorsConfiguration).toMatchObject({
      AllowOrigins: ['*'],
      AllowHeaders: expect.arrayContaining(['authorization', 'if-match', 'idempotency-key', 'x-publishable-key']),
      ExposeHeaders: expect.arrayContaining(['etag', 'location', 'ratelimit', 'retry-after', 'x-request-id']),
    });
  });

  it('is throttled and logs every access', () => {
    const [stage] = all('AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 5000,
      ThrottlingBurstLimit: 10_000,
      DetailedMetricsEnabled: true,
    });
    expect(stage?.properties.AccessLogSettings.DestinationArn).toBeDefined();
  });
});

describe('functions', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s has exactly the environment of its family',
    (_id, operation) => {
      const { Variables } = functionOf(operation).properties.Environment;
      expect(Object.keys(Variables).sort()).toEqual(Object.keys(familyEnvironments[operation.family].shape).sort());
    },
  );

  it('run on Node 24 and arm64, are traced and write to the log group of their family', () => {
    for (const operation of operations) {
      const { properties } = functionOf(operation);
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
      expect(JSON.stringify(properties.LoggingConfig)).toContain(`${operation.family.replaceAll('-', '')}family`);
    }
  });
});

const reads = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writes = [
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

const allowed: Record<FunctionFamily, string[]> = {
  health: ['dynamodb:GetItem'],
  'storefront-read': reads,
  'storefront-events': [...reads, 'kinesis:PutRecord', 'kinesis:PutRecords'],
  'event-admin': [...reads, ...writes, 'kinesis:PutRecord', 'kinesis:PutRecords'],
  carts: [...reads, ...writes],
  ingest: [...reads, ...writes],
  'company-admin': [...reads, ...writes],
  imports: [...reads, ...writes, 's3:GetObject', 's3:PutObject', 'states:StartExecution'],
  privacy: [...reads, ...writes, 's3:GetObject', 'states:StartExecution'],
  analytics: [...reads, 's3:GetObject', 's3:ListBucket'],
  counterfactual: [...reads, 's3:GetObject', 's3:ListBucket'],
  models: [...reads, ...writes, 'states:DescribeExecution', 'states:StartExecution'],
};

const everyFunctionMay = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

const statementsOfFamily = (family: FunctionFamily): Statement[] =>
  templates.flatMap((template) => statementsOf(template, `/${family}-family/`));

describe('what functions may do', () => {
  it.each(functionFamilies)('%s: these actions and no others', (family) => {
    const actions = statementsOfFamily(family).flatMap((statement) => statement.actions);
    expect([...new Set(actions)].sort()).toEqual([...allowed[family], ...everyFunctionMay].sort());
  });

  it.each(functionFamilies)('%s: no action or resource is a wildcard, but for traces', (family) => {
    for (const { actions, resources, effect } of statementsOfFamily(family)) {
      expect(effect).toBe('Allow');
      expect(actions.filter((action) => action.includes('*'))).toEqual([]);
      if (actions.every((action) => action.startsWith('xray:'))) continue;
      expect(resources).not.toContain('*');
    }
  });

  it('writes go to the table itself, never to an index', () => {
    for (const { actions, resources } of functionFamilies.flatMap(statementsOfFamily)) {
      if (actions.some((action) => writes.includes(action))) expect(JSON.stringify(resources)).not.toContain('/index/');
    }
  });

  it('files are reached below the import prefixes only', () => {
    const fileStatements = statementsOfFamily('imports').filter(({ actions }) =>
      actions.some((a) => a.startsWith('s3:')),
    );
    for (const resource of fileStatements.flatMap(({ resources }) => resources)) {
      expect(JSON.stringify(resource)).toMatch(/\/(uploads|imports)\/\*"/);
    }
  });
});
