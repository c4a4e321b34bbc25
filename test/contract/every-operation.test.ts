import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlerPath } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { handlerPaths } from '#lib/config/lambda-sources';
import { resourcesOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const openapi = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string }>>;
};

const synthesized = synthesizedApp('dev');
const resources = (type: string) =>
  (['api', 'adminApi', 'insightApi'] as const).flatMap((stack) => resourcesOf(synthesized.template(stack), type));
const routeKeys = resources('AWS::ApiGatewayV2::Route').map(({ properties }) => properties.RouteKey as string);
const described = resources('AWS::Lambda::Function').map(({ properties }) => properties.Description as string);

const unitTests = existsSync('test/unit/lambdas')
  ? readdirSync('test/unit/lambdas', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(join('test/unit/lambdas', file), 'utf8'))
  : [];

const exportsHandler = (path: string) =>
  existsSync(`${path}.ts`) && /^export const handler\b/m.test(readFileSync(`${path}.ts`, 'utf8'));

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (key, operation) => {
    it('has a handler', () => {
      expect([`${handlerPath(operation)}.ts`, exportsHandler(handlerPath(operation))]).toEqual([
        expect.anything(),
        true,
      ]);
    });

    it('has a route and a function of its own', () => {
      expect(routeKeys.filter((routeKey) => routeKey === key)).toHaveLength(1);
      expect(described.filter((description) => description === key)).toHaveLength(1);
    });

    it('has a unit test, in the file of its handler or in a describe that names it', () => {
      const own = existsSync(`test/unit/${handlerPath(operation)}.test.ts`);
      const named = unitTests.some((text) => text.includes(`'${key}'`) || text.includes(`"${key}"`));
      expect([key, own || named]).toEqual([key, true]);
    });

    it('has an entry in the OpenAPI document', () => {
      expect(openapi.paths[operation.path]?.[operation.method.toLowerCase()]?.operationId).toBe(operation.id);
    });
  },
);

describe('handlers', () => {
  it('serve an operation or are workers: none is left over', () => {
    const files = readdirSync('lambdas/api', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `lambdas/api/${file.slice(0, -'.ts'.length)}`)
      .filter(exportsHandler);
    const known = new Set(handlerPaths(process.cwd()));
    expect(files.filter((file) => !known.has(file))).toEqual([]);
  });
});
