import * as z from 'zod';
import type { CompanyRole, Operation, OperationAuth } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { hashSecret } from '#core/companies/api-key';
import type { CredentialStore, Role } from '#core/ports/credential-store';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';
import { claimsOf, companySettings, endpointFakes, testContext, testNow } from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';

const ours = 'acme-shop';
const theirs = 'other-shop';
const secret = 'S'.repeat(43);

const publishableKeys = new Map([
  ['PUBLIC01', null],
  ['ENDED001', testNow],
]);

const settings = new Map([ours, theirs].map((id) => [id, companySettings({ publishableKeys }, id)]));

const members: Record<string, Record<string, Role>> = {
  [ours]: { viv: 'viewer', eddie: 'editor', olga: 'owner' },
  [theirs]: { theo: 'owner' },
};

/** Two companies with keys of the same ids and with their own people. */
const credentialStore: CredentialStore = {
  settings: async (companyId) => settings.get(companyId),
  secretKey: async (companyId, keyId) => {
    if (!settings.has(companyId)) return undefined;
    const hash = hashSecret(companyId === ours ? secret : secret.toLowerCase());
    if (keyId === 'SECRET01') return { hash, revokesAt: null };
    return keyId === 'ENDED001' ? { hash, revokesAt: testNow } : undefined;
  },
  role: async (companyId, userId) => members[companyId]?.[userId],
  firstCompanies: async (userId) => Object.keys(members).filter((id) => members[id]?.[userId]),
};

const bearer = (token: string, query: Record<string, string> = { companyId: ours }): HttpEventParts => ({
  headers: { authorization: `Bearer ${token}` },
  query,
});

/** A signed-in person: what the shop sends and what the gateway makes of it. */
const person = (userId: string): HttpEventParts => ({ ...bearer('header.claims.signature'), claims: claimsOf(userId) });

/** Every request aims at our company. */
const credentials = {
  none: {},
  companyIdAlone: { query: { companyId: ours } },
  unknownCompanyId: { query: { companyId: 'nobody-here' } },
  malformedKey: bearer('pk_acme'),
  unknownPublishableKey: bearer(`pk_${ours}_UNKNOWN1`),
  revokedPublishableKey: bearer(`pk_${ours}_ENDED001`),
  foreignPublishableKey: bearer(`pk_${theirs}_PUBLIC01`),
  publishableKey: bearer(`pk_${ours}_PUBLIC01`),
  unknownSecretKey: bearer(`sk_${ours}_UNKNOWN1_${secret}`),
  revokedSecretKey: bearer(`sk_${ours}_ENDED001_${secret}`),
  wrongSecret: bearer(`sk_${ours}_SECRET01_${secret.toLowerCase()}`),
  foreignSecretKey: bearer(`sk_${theirs}_SECRET01_${secret.toLowerCase()}`),
  secretKey: bearer(`sk_${ours}_SECRET01_${secret}`),
  viewer: person('viv'),
  editor: person('eddie'),
  owner: person('olga'),
  memberOfAnotherCompany: person('theo'),
  personWithoutCompany: person('nora'),
} satisfies Record<string, HttpEventParts>;

type CredentialKind = keyof typeof credentials;
type Expectation = 'admitted' | 401 | 403 | 404;

const everyKind = Object.keys(credentials) as CredentialKind[];

const allBut = (others: Expectation, given: Partial<Record<CredentialKind, Expectation>>) =>
  Object.fromEntries(everyKind.map((kind) => [kind, given[kind] ?? others])) as Record<CredentialKind, Expectation>;

const memberTable = (admitted: readonly CompanyRole[]) => {
  const of = (role: CompanyRole): Expectation => (admitted.includes(role) ? 'admitted' : 403);
  return allBut(401, {
    viewer: of('viewer'),
    editor: of('editor'),
    owner: of('owner'),
    memberOfAnotherCompany: 404,
    personWithoutCompany: 404,
  });
};

/** Who may call what, written down here once more and on purpose without a look at the code that decides it. */
const expectations: Record<string, Record<CredentialKind, Expectation>> = {
  public: allBut('admitted', {}),
  storefront: allBut(401, {
    companyIdAlone: 'admitted',
    publishableKey: 'admitted',
    secretKey: 'admitted',
    foreignPublishableKey: 403,
    foreignSecretKey: 403,
  }),
  server: allBut(401, {
    secretKey: 'admitted',
    publishableKey: 403,
    foreignPublishableKey: 403,
    foreignSecretKey: 403,
  }),
  person: allBut(401, {
    viewer: 'admitted',
    editor: 'admitted',
    owner: 'admitted',
    memberOfAnotherCompany: 'admitted',
    personWithoutCompany: 'admitted',
  }),
  'member viewer': memberTable(['viewer', 'editor', 'owner']),
  'member editor': memberTable(['editor', 'owner']),
  'member owner': memberTable(['owner']),
};

const rowOf = (auth: OperationAuth): string => (auth.kind === 'member' ? `member ${auth.role}` : auth.kind);

/** The operation's gate alone: whatever is admitted reaches the stub, since nothing else is checked. */
const gateOf = (operation: Operation): Operation => ({
  ...operation,
  params: z.object({}),
  query: z.object({}),
  body: undefined,
  requiresIfMatch: false,
  idempotencyKey: false,
});

const knock = async (operation: Operation, credential: HttpEventParts) => {
  const admittedTo: (string | undefined)[] = [];
  const gate = gateOf(operation);
  const deps = { ...endpointFakes(), credentials: credentialStore };
  const handler = httpEndpoint(gate, deps, async ({ company }) => {
    admittedTo.push((company as { company: { companyId: string } } | undefined)?.company.companyId);
    return reply({});
  });
  const params = Object.fromEntries([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, 'x1']));
  const parts = { ...credential, params: { ...params, ...('companyId' in params ? { companyId: ours } : {}) } };
  const { statusCode = 0 } = await handler(httpEvent(gate, parts), testContext);
  return { statusCode, admittedTo };
};

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (_, operation) => {
    const row = expectations[rowOf(operation.auth)];
    const isOfCompany = operation.auth.kind !== 'public' && operation.auth.kind !== 'person';

    it.each(everyKind)('treats %s as its kind of operation must', async (kind) => {
      const expected = row?.[kind];
      const { statusCode, admittedTo } = await knock(operation, credentials[kind]);
      if (expected === 'admitted') {
        expect([statusCode, admittedTo]).toEqual([operation.status, [isOfCompany ? ours : undefined]]);
      } else {
        expect([statusCode, admittedTo]).toEqual([expected, []]);
      }
    });
  },
);

it('knows every kind of operation that the contracts use', () => {
  expect(operations.length).toBeGreaterThan(40);
  expect(new Set(operations.map(({ auth }) => rowOf(auth)))).toEqual(new Set(Object.keys(expectations)));
});

describe('a company in the query beside another one in the path', () => {
  const inPath = operations.filter(({ path }) => path.includes('{companyId}'));

  it.each(inPath.map((operation) => [operation.id, operation] as const))('is refused by %s', async (_, operation) => {
    const { statusCode, admittedTo } = await knock(operation, { ...person('olga'), query: { companyId: theirs } });
    expect([statusCode, admittedTo]).toEqual([403, []]);
  });
});
