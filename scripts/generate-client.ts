/**
 * Writes `web/admin/src/api/operations.generated.ts`: method, path and headers of every operation as plain data, and its
 * contract as a type only, so that the browser bundle holds no schema library. `--check` fails when the file is stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Operation } from '#contracts/operation';

const projectRoot = resolve(import.meta.dirname, '..');
const target = join(projectRoot, 'web/admin/src/api/operations.generated.ts');

/** As the formatter is configured, so that the written file passes it. */
const lineWidth = 120;

interface ContractFile {
  /** Name of the contract file without extension, e.g. `recommendation-config`. */
  readonly name: string;
  readonly operations: readonly Operation[];
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'family' in value;

const readContracts = async (): Promise<ContractFile[]> => {
  const folder = join(projectRoot, 'contracts/api');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const exported = Object.entries(await import(pathToFileURL(join(folder, `${name}.ts`)).href));
      const operations = exported.flatMap(([exportName, value]) => {
        if (!isOperation(value)) return [];
        if (value.id !== exportName) throw new Error(`contracts/api/${name}.ts exports ${value.id} as ${exportName}`);
        return [value];
      });
      return { name, operations: operations.sort((a, b) => (a.id < b.id ? -1 : 1)) };
    }),
  );
};

const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const renderRoute = (operation: Operation): string => {
  const flags = [
    operation.body ? 'hasBody: true' : '',
    operation.requiresIfMatch ? 'requiresIfMatch: true' : '',
    operation.idempotencyKey ? 'idempotencyKey: true' : '',
  ].filter((flag) => flag !== '');
  const members = [`method: '${operation.method}'`, `path: '${operation.path}'`, ...flags];
  const line = `  ${operation.id}: { ${members.join(', ')} },`;
  if (line.length <= lineWidth) return line;
  return [`  ${operation.id}: {`, ...members.map((member) => `    ${member},`), '  },'].join('\n');
};

const render = (files: readonly ContractFile[]): string => {
  const used = files.filter((file) => file.operations.length > 0);
  const imports = used.map(
    (file) => `import type * as ${camelCase(file.name)} from '../../../../contracts/api/${file.name}.ts';`,
  );
  const contracts = used.flatMap((file) =>
    file.operations.map(({ id }) => `  readonly ${id}: typeof ${camelCase(file.name)}.${id};`),
  );
  const routes = used.flatMap((file) => file.operations.map(renderRoute));
  return [
    '// Written by `node scripts/generate-client.ts` from contracts/api; edits are lost.',
    ...imports,
    "import type { OperationRoute } from './operation-route.ts';",
    '',
    'export interface OperationContracts {',
    ...contracts,
    '}',
    '',
    'export const operationRoutes: Readonly<Record<keyof OperationContracts, OperationRoute>> = {',
    ...routes,
    '};',
    '',
  ].join('\n');
};

const run = async (isCheck: boolean): Promise<void> => {
  const wanted = render(await readContracts());
  if (!isCheck) return writeFileSync(target, wanted);
  if (readFileSync(target, 'utf8') === wanted) return;
  console.error('The typed client is stale. Run `node scripts/generate-client.ts` and commit the result.');
  process.exitCode = 1;
};

await run(process.argv.includes('--check'));
