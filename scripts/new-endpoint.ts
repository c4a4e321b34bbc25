/**
 * Scaffolds an operation: contract, handler and unit test, all of which work at once and are then written on.
 * `npm run new:endpoint -- <resource> <operationId> <METHOD> <path> [--auth viewer] [--family company-admin]`
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { handlerPath } from '#contracts/operation';
import {
  contractHeader,
  dependenciesFile,
  dependenciesIn,
  type EndpointPlan,
  handlerFile,
  planEndpoint,
  testFile,
  withContractFile,
  withOperation,
} from '#scripts/new-endpoint/endpoint-files';

const projectRoot = join(import.meta.dirname, '..');

const writeNew = (path: string, content: string) => {
  const file = join(projectRoot, path);
  if (existsSync(file)) throw new Error(`${path} exists already.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return path;
};

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

const addContract = (plan: EndpointPlan): string[] => {
  const path = `contracts/api/${plan.resource}.ts`;
  const isNew = !existsSync(join(projectRoot, path));
  const text = isNew ? contractHeader : read(path);
  writeFileSync(join(projectRoot, path), withOperation(text, plan));
  if (!isNew) return [path];
  const list = 'contracts/operations.ts';
  writeFileSync(join(projectRoot, list), withContractFile(read(list), plan.resource));
  return [path, list];
};

const scaffold = (plan: EndpointPlan): string[] => {
  const handler = handlerPath({ resource: plan.resource, id: plan.operationId });
  const bindings = `lambdas/api/${plan.resource}/runtime-dependencies.ts`;
  const created = existsSync(join(projectRoot, bindings)) ? [] : [writeNew(bindings, dependenciesFile(plan))];
  return [
    ...created,
    writeNew(`${handler}.ts`, handlerFile(plan, dependenciesIn(read(bindings)))),
    writeNew(`test/unit/${handler}.test.ts`, testFile(plan)),
    ...addContract(plan),
  ];
};

const usage =
  'npm run new:endpoint -- <resource> <operationId> <METHOD> <path> [--auth viewer] [--family company-admin]';

const main = () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { auth: { type: 'string' }, family: { type: 'string' } },
  });
  if (positionals.length !== 4) throw new Error(usage);
  const files = scaffold(planEndpoint(positionals, values.auth, values.family));
  execFileSync(join(projectRoot, 'node_modules/.bin/biome'), ['check', '--write', ...files], {
    cwd: projectRoot,
    stdio: 'ignore',
  });
  console.log(`Written:\n${files.map((file) => `  ${file}`).join('\n')}`);
  console.log(
    'Next: say in the contract what it takes and answers; then npm run openapi, npm run generate:client, npm run typecheck, npm test.',
  );
};

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
