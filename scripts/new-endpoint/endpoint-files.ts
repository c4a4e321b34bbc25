import { type FunctionFamily, functionFamilies, type HttpMethod, kebabCase } from '#contracts/operation';

export const authChoices = ['public', 'storefront', 'server', 'person', 'viewer', 'editor', 'owner'] as const;
export type AuthChoice = (typeof authChoices)[number];

export type EndpointPlan = {
  /** Folder of the handler and file of the contract, kebab-case. */
  readonly resource: string;
  /** camelCase verb-noun. */
  readonly operationId: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly auth: AuthChoice;
  readonly family: FunctionFamily;
};

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'] satisfies HttpMethod[];

/**
 * Checks what was asked for.
 * @throws an Error that says which part is wrong and what is expected
 */
export const planEndpoint = (positionals: readonly string[], auth = 'viewer', family?: string): EndpointPlan => {
  const [resource = '', operationId = '', method = '', path = ''] = positionals;
  const expectPart = (isRight: boolean, message: string) => {
    if (!isRight) throw new Error(message);
  };
  expectPart(/^[a-z]+(-[a-z]+)*$/.test(resource), `Resource "${resource}" is not kebab-case, such as api-keys.`);
  expectPart(
    /^[a-z]+([A-Z][a-z]*)+$/.test(operationId),
    `Operation "${operationId}" is not a verb and a noun, such as getOrder.`,
  );
  expectPart(methods.includes(method), `Method "${method}" is none of ${methods.join(', ')}.`);
  expectPart(/^\/api(\/[a-z:-]+|\/\{[a-zA-Z]+\})+$/.test(path), `Path "${path}" is not like /api/orders/{orderId}.`);
  expectPart((authChoices as readonly string[]).includes(auth), `Auth "${auth}" is none of ${authChoices.join(', ')}.`);
  const chosen = family ?? usualFamily(auth as AuthChoice, method as HttpMethod);
  expectPart(
    (functionFamilies as readonly string[]).includes(chosen),
    `Family "${chosen}" is none of ${functionFamilies.join(', ')}.`,
  );
  return {
    resource,
    operationId,
    method: method as HttpMethod,
    path,
    auth: auth as AuthChoice,
    family: chosen as FunctionFamily,
  };
};

const usualFamily = (auth: AuthChoice, method: HttpMethod): FunctionFamily => {
  if (auth === 'public') return 'health';
  if (auth === 'storefront') return method === 'GET' ? 'storefront-read' : 'storefront-events';
  return auth === 'server' ? 'ingest' : 'company-admin';
};

const authLiteral = (auth: AuthChoice): string =>
  auth === 'viewer' || auth === 'editor' || auth === 'owner'
    ? `{ kind: 'member', role: '${auth}' }`
    : `{ kind: '${auth}' }`;

/** Keys and paths name the company by themselves; a person works on no company yet. */
const needsCompanyQuery = (auth: AuthChoice, path: string): boolean =>
  !['public', 'server', 'person'].includes(auth) && !path.includes('{companyId}');

const pathParts = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Beginning of a contract file that does not exist yet. */
export const contractHeader = `import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { emptyObject } from '#contracts/scalars';
`;

const scalarImport = /import \{ ([^}]*) \} from '#contracts\/scalars';/;

/** A contract file's text with the operation added, and the scalars that it uses imported. */
export const withOperation = (contractText: string, plan: EndpointPlan): string => {
  const snippet = contractSnippet(plan);
  const used = ['companyId', 'emptyObject', 'externalId'].filter((name) => new RegExp(`\\b${name}\\b`).test(snippet));
  const merged = contractText.replace(scalarImport, (_line, names: string) => {
    const all = new Set([...names.split(',').map((name) => name.trim()), ...used]);
    return `import { ${[...all].sort().join(', ')} } from '#contracts/scalars';`;
  });
  return merged + snippet;
};

const contractSnippet = ({ operationId, resource, method, path, auth, family }: EndpointPlan): string => {
  const params = pathParts(path).map((name) => `${name}: ${name === 'companyId' ? 'companyId' : 'externalId'}`);
  const hasBody = method === 'POST' || method === 'PUT';
  return `
export const ${operationId} = defineOperation({
  id: '${operationId}',
  resource: '${resource}',
  summary: 'Says in one sentence what the caller gets',
  method: '${method}',
  path: '${path}',
  auth: ${authLiteral(auth)},
  family: '${family}',
  params: ${params.length > 0 ? `z.object({ ${params.join(', ')} })` : 'emptyObject'},
  query: ${needsCompanyQuery(auth, path) ? 'z.object({ companyId: companyId.optional() })' : 'emptyObject'},
${hasBody ? '  body: z.strictObject({ name: z.string().min(1).max(200) }),\n' : ''}  status: ${method === 'POST' ? 201 : 200},
  response: z.object({ name: z.string() }),
});
`;
};

const pascalCase = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** The handler, in the shape that all have; `dependencies` names what its resource binds. */
export const handlerFile = ({ operationId, resource, method }: EndpointPlan, dependencies: string): string => {
  const hasBody = method === 'POST' || method === 'PUT';
  return `import { ${operationId} } from '#contracts/api/${resource}';
import { type ${dependencies}, runtimeDependencies } from '#lambdas/api/${resource}/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: ${dependencies}) =>
  httpEndpoint(${operationId}, deps, async (${hasBody ? '{ body }' : '{ requestId }'}) => reply({ name: ${hasBody ? 'body.name' : 'requestId'} }));

export const handler = makeHandler(runtimeDependencies());
`;
};

/** Name of the type that a runtime-dependencies file exports. */
export const dependenciesIn = (text: string): string =>
  /^export (?:interface|type) (\w+Dependencies)\b/m.exec(text)?.[1] ?? 'EndpointDependencies';

/** What binds the handlers of a new resource to the real world. */
export const dependenciesFile = ({ resource, family }: EndpointPlan): string => {
  const dependencies = `${pascalCase(resource)}Dependencies`;
  const schema = /^\w+$/.test(family) ? `familyEnvironments.${family}` : `familyEnvironments['${family}']`;
  return `import { familyEnvironments } from '#contracts/env/function-environment';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export type ${dependencies} = EndpointDependencies;

export const runtimeDependencies = (): ${dependencies} => {
  const env = loadEnv(${schema});
  return endpointDependencies(env, makeTable(env));
};
`;
};

/** A unit test that holds for the handler as written here; it grows with the operation. */
export const testFile = ({ operationId, resource, method, path, auth }: EndpointPlan): string => {
  const params = pathParts(path).map((name) => `${name}: ${name === 'companyId' ? 'testCompanyId' : `'${name}-1'`}`);
  const hasBody = method === 'POST' || method === 'PUT';
  const given = [
    params.length > 0 ? `params: { ${params.join(', ')} }` : '',
    needsCompanyQuery(auth, path) ? 'query: { companyId: testCompanyId }' : '',
    hasBody ? "body: { name: 'Name' }" : '',
    '...parts',
  ].filter((part) => part !== '');
  const fakes = ['endpointFakes', 'testContext', ...importsOf([...given, credentialOf(auth)].join(' '))].sort();
  return `import { ${operationId} } from '#contracts/api/${resource}';
import { makeHandler } from '#lambdas/api/${resource}/${kebabCase(operationId)}';
import { ${fakes.join(', ')} } from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';

type Dependencies = Parameters<typeof makeHandler>[0];

/** The stores that the handler comes to use go in here. */
const dependencies = (): Partial<Dependencies> => ({ ...endpointFakes() });

const call = (parts: HttpEventParts = {}) =>
  makeHandler(dependencies() as Dependencies)(
    httpEvent(${operationId}, { ${given.join(', ')} }),
    testContext,
  );

const credential: HttpEventParts = ${credentialOf(auth)};

describe('${method} ${path}', () => {
  it('answers ${method === 'POST' ? 201 : 200} as its contract says', async () => {
    const answer = await call(credential);
    expect(answer.statusCode).toBe(${method === 'POST' ? 201 : 200});
    expect(${operationId}.response?.safeParse(JSON.parse(answer.body ?? '')).success).toBe(true);
  });
${auth === 'public' || auth === 'storefront' ? '' : unauthenticatedTest}});
`;
};

const importsOf = (text: string): string[] =>
  ['claimsOf', 'testCompanyId', 'testPublishableKey', 'testSecretKey', 'testUserId'].filter((name) =>
    text.includes(name),
  );

const credentialOf = (auth: AuthChoice): string => {
  if (auth === 'public') return '{}';
  if (auth === 'storefront') return "{ headers: { 'x-publishable-key': testPublishableKey } }";
  if (auth === 'server') return "{ headers: { authorization: ['Bearer', testSecretKey].join(' ') } }";
  return '{ claims: claimsOf(testUserId) }';
};

const unauthenticatedTest = `
  it('answers 401 without a credential', async () => {
    expect((await call()).statusCode).toBe(401);
  });
`;

/** `contracts/operations.ts` with a contract file that it does not list yet. */
export const withContractFile = (operationsText: string, resource: string): string => {
  const line = `import * as ${camelCase(resource)} from '#contracts/api/${resource}';\n`;
  if (operationsText.includes(line)) return operationsText;
  return operationsText
    .replace("import type { Operation } from '#contracts/operation';\n", (anchor) => `${line}${anchor}`)
    .replace('readonly Operation[] = [\n', (anchor) => `${anchor}  ${camelCase(resource)},\n`);
};

const camelCase = (name: string) => name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
