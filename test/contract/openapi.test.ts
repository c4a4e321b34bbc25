import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { possibleProblems } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { problemTable } from '#contracts/problem';
import { componentExamples } from '#scripts/openapi/component-examples';
import { type OpenApiDocument, openApiDocument } from '#scripts/openapi/openapi-document';
import { namedSchemas } from '#scripts/openapi/schema-components';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const written = readFileSync('docs/openapi.json', 'utf8');
const document = JSON.parse(written) as OpenApiDocument;

type OperationObject = {
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, unknown>;
};

const operationAt = (path: string, method: string) =>
  document.paths[path]?.[method.toLowerCase()] as OperationObject | undefined;

const references = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === '$ref' ? [String(child)] : references(child)));
};

describe('docs/openapi.json', () => {
  it('is what the contracts say (npm run openapi)', () => {
    expect(written).toBe(`${JSON.stringify(openApiDocument(version), null, 2)}\n`);
  });

  it('is a valid OpenAPI 3.1 document', () => {
    const answer = execFileSync(process.execPath, ['scripts/generate-openapi.ts', '--check'], { encoding: 'utf8' });
    expect(answer).toContain('is valid');
  });

  it('refers only to components that it has', () => {
    for (const reference of new Set(references(document))) {
      const [, , kind = '', name = ''] = reference.split('/');
      expect([reference, document.components[kind]?.[name] !== undefined]).toEqual([reference, true]);
    }
  });

  it('has one operation for every contract and no other', () => {
    const documented = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(documented.sort()).toEqual(operations.map(({ id }) => id).sort());
  });
});

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (_key, operation) => {
    const documented = operationAt(operation.path, operation.method);

    it('documents its answer and each status that a problem can have', () => {
      const statuses = possibleProblems(operation).map((code) => String(problemTable[code].status));
      const expected = [String(operation.status), ...statuses, ...(operation.method === 'GET' ? ['304'] : [])];
      expect(Object.keys(documented?.responses ?? {}).sort()).toEqual([...new Set(expected)].sort());
    });

    it('documents every path part and the credential', () => {
      const inPath = documented?.parameters?.filter((parameter) => parameter.in === 'path') ?? [];
      const parts = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name).sort()).toEqual(parts.sort());
      expect(documented?.security.length === 0).toBe(operation.auth.kind === 'public');
    });

    it('documents the body and the headers that it takes', () => {
      const types = Object.keys(documented?.requestBody?.content ?? {});
      expect(types).toEqual(
        operation.body ? ['application/json', ...(operation.acceptsTextPlain ? ['text/plain'] : [])] : [],
      );
      const headers = documented?.parameters?.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
      expect(headers?.includes('If-Match') ?? false).toBe(operation.requiresIfMatch);
      expect(headers?.includes('Idempotency-Key') ?? false).toBe(operation.idempotencyKey);
    });
  },
);

describe('batches', () => {
  it.each([
    ['/api/catalog/products:batch', 'products', 'ProductInput'],
    ['/api/orders', 'orders', 'OrderInput'],
    ['/api/customers:batch', 'customers', 'CustomerInput'],
    ['/api/events', 'events', 'EventInput'],
  ])('%s says what its %s are although each is judged by itself', (path, member, component) => {
    const body = JSON.stringify(operationAt(path, 'post')?.requestBody);
    expect(body).toContain(`"${member}":`);
    expect(body).toContain(`"items":{"$ref":"#/components/schemas/${component}"}`);
  });
});

describe('examples', () => {
  it.each(Object.entries(componentExamples))('%s matches its contract', (name, example) => {
    const schema = namedSchemas.get(name);
    expect(schema?.safeParse(example).error).toBeUndefined();
    expect(schema).toBeDefined();
  });
});
