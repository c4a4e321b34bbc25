import { kebabCase, type Operation, type OperationAuth, possibleProblems } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { type ProblemCode, problemTable } from '#contracts/problem';
import { type JsonSchema, namedSchemas, SchemaComponents } from '#scripts/openapi/schema-components';

export type OpenApiDocument = {
  readonly openapi: '3.1.0';
  readonly paths: Record<string, Record<string, JsonSchema>>;
  readonly components: Record<string, Record<string, unknown>>;
} & JsonSchema;

const securityByAuth: Record<OperationAuth['kind'], Record<string, string[]>[]> = {
  public: [],
  storefront: [{ publishableKey: [] }, { publishableKeyInQuery: [] }, { companyIdInQuery: [] }],
  server: [{ secretKey: [] }],
  member: [{ signIn: [] }],
  person: [{ signIn: [] }],
};

const securitySchemes = {
  publishableKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Publishable-Key',
    description: 'Publishable key (`pk_…`) of the company; an identifier, bound to the origins that the company allows',
  },
  publishableKeyInQuery: { type: 'apiKey', in: 'query', name: 'key', description: 'The publishable key, as `?key=`' },
  companyIdInQuery: {
    type: 'apiKey',
    in: 'query',
    name: 'companyId',
    description: 'The company alone, under the same origin and rate rules as its publishable key',
  },
  secretKey: { type: 'http', scheme: 'bearer', description: 'Secret key (`sk_…`), from server to server only' },
  signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token of a signed-in person' },
};

const roleNotes = { viewer: 'any member', editor: 'editors and owners', owner: 'owners' };

/** The OpenAPI 3.1 document of all operations; equal contracts give an equal document. */
export const openApiDocument = (version: string): OpenApiDocument => {
  const components = new SchemaComponents();
  for (const operation of operations) if (operation.response) components.convert(operation.response, 'output');
  for (const [name, schema] of namedSchemas) components.convert(schema, name.endsWith('Input') ? 'input' : 'output');
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation, components),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Smart Upsell',
      version,
      description: 'Upsells, cross-sells and product recommendations for online stores.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'Wherever the stage is served' }],
    tags: [...new Set(operations.map(({ resource }) => resource))].sort().map((name) => ({ name })),
    paths,
    components: { schemas: components.sorted(), headers, responses: problemResponses(), securitySchemes },
  };
};

const operationObject = (operation: Operation, components: SchemaComponents): JsonSchema => ({
  operationId: operation.id,
  summary: operation.summary,
  ...(operation.auth.kind === 'member' ? { description: `For ${roleNotes[operation.auth.role]} of the company.` } : {}),
  tags: [operation.resource],
  security: securityByAuth[operation.auth.kind],
  ...optional('parameters', parameters(operation, components)),
  ...(operation.body ? { requestBody: requestBody(operation, components) } : {}),
  responses: responses(operation, components),
});

const optional = (key: string, list: unknown[]) => (list.length > 0 ? { [key]: list } : {});

const parameters = (operation: Operation, components: SchemaComponents): JsonSchema[] => [
  ...parametersOf(components.convert(operation.params, 'input'), 'path'),
  ...parametersOf(components.convert(operation.query, 'input'), 'query'),
  ...headerParameters(operation),
];

const parametersOf = (schema: JsonSchema, where: 'path' | 'query'): JsonSchema[] => {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
};

const headerParameters = (operation: Operation): JsonSchema[] => {
  const list: JsonSchema[] = [];
  if (operation.requiresIfMatch) list.push(header('If-Match', true, 'ETag of the version that is changed'));
  if (operation.method === 'GET') list.push(header('If-None-Match', false, 'ETag of the copy at hand; 304 if current'));
  if (operation.idempotencyKey) {
    list.push(header('Idempotency-Key', false, 'The same key within 24 hours gets the first answer again'));
  }
  return list;
};

const header = (name: string, required: boolean, description: string): JsonSchema => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const requestBody = (operation: Operation, components: SchemaComponents): JsonSchema => {
  const schema = operation.body ? components.convert(operation.body, 'input') : {};
  return {
    required: true,
    description: `At most ${operation.maxBodyBytes / 1024} KiB.`,
    content: {
      'application/json': { schema },
      // `navigator.sendBeacon` sends JSON as plain text.
      ...(operation.acceptsTextPlain ? { 'text/plain': { schema } } : {}),
    },
  };
};

const statusTexts = { 200: 'Done', 201: 'Created', 202: 'Taken; carried out soon', 204: 'Done; no body' };

const responses = (operation: Operation, components: SchemaComponents): JsonSchema => ({
  [operation.status]: {
    description: statusTexts[operation.status],
    headers: responseHeaders(operation),
    ...(operation.response
      ? { content: { [operation.responseType]: { schema: components.convert(operation.response, 'output') } } }
      : {}),
  },
  ...(operation.method === 'GET' ? { 304: { description: 'The copy at hand is current' } } : {}),
  ...Object.fromEntries(problemsByStatus(operation).map(([status, codes]) => [status, problemResponse(codes)])),
});

const headers = {
  ETag: { description: 'Version of the resource or digest of the answer', schema: { type: 'string' } },
  Location: { description: 'Address of what was created', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } },
  RateLimit: { description: 'Requests left, and seconds until there are more', schema: { type: 'string' } },
  'RateLimit-Policy': { description: 'Quota and window in seconds', schema: { type: 'string' } },
  'X-Request-Id': { description: 'Names the request in the logs', schema: { type: 'string' } },
};

const responseHeaders = (operation: Operation): JsonSchema => {
  const names = ['X-Request-Id'];
  if (operation.auth.kind !== 'public') names.push('RateLimit', 'RateLimit-Policy');
  if (operation.method === 'GET' || operation.requiresIfMatch) names.push('ETag');
  if (operation.status === 201) names.push('Location');
  return Object.fromEntries(names.sort().map((name) => [name, { $ref: `#/components/headers/${name}` }]));
};

const problemsByStatus = (operation: Operation): [number, ProblemCode[]][] => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of possibleProblems(operation)) {
    const { status } = problemTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].sort(([a], [b]) => a - b);
};

const responseName = (codes: readonly ProblemCode[]) =>
  codes
    .map((code) => kebabCase(code).replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase()))
    .join('Or');

const problemResponse = (codes: ProblemCode[]): JsonSchema => ({
  $ref: `#/components/responses/${responseName(codes)}`,
});

/** One response for every set of codes that some operation answers a status with. */
const problemResponses = (): Record<string, JsonSchema> => {
  const sets = new Map(
    operations.flatMap((operation) => problemsByStatus(operation)).map(([, codes]) => [responseName(codes), codes]),
  );
  return Object.fromEntries(
    [...sets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, codes]) => [name, problemResponseBody(codes)]),
  );
};

const problemResponseBody = (codes: ProblemCode[]): JsonSchema => ({
  description: codes.map((code) => `\`${code}\`: ${problemTable[code].title}`).join('\n\n'),
  ...(codes.includes('rate_limited')
    ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }
    : {}),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { code: { enum: codes } },
      },
    },
  },
});
