import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { makeCompanyStore } from '#adapters/dynamodb/company-store';
import { makeCredentialStore } from '#adapters/dynamodb/credential-store';
import { makeMembershipStore } from '#adapters/dynamodb/membership-store';
import type { Table } from '#adapters/dynamodb/table';
import type { Company } from '#core/companies/company';
import { ConflictError, InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
const later = '2026-11-20T11:00:00.000Z';
const signingKey = 'signing-key-that-stays-here';

const company = (companyId: string, overrides: Partial<Company> = {}): Company => ({
  companyId,
  name: 'Acme',
  platform: 'custom',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  allowedOrigins: ['https://acme.example'],
  version: 1,
  createdAt: now,
  updatedAt: now,
  ...overrides,
});

const create = (table: Table, companyId: string, ownerId: string) =>
  makeCompanyStore(table).create(company(companyId), { ownerId, signingKey });

describe('company store', () => {
  const onTable = withTable();

  onTable('keeps what was created and makes the founder an owner', async (table) => {
    await create(table, 'create-a', 'founder');
    expect(await makeCompanyStore(table).get('create-a')).toEqual(company('create-a'));
    const credentials = makeCredentialStore(table);
    expect(await credentials.role('create-a', 'founder')).toBe('owner');
    expect((await credentials.settings('create-a'))?.signingKey).toBe(signingKey);
  });

  onTable('refuses an id that is taken and leaves the first company and its owner alone', async (table) => {
    await create(table, 'taken', 'first');
    await expect(create(table, 'taken', 'second')).rejects.toThrow(ConflictError);
    expect(await makeCredentialStore(table).role('taken', 'second')).toBeUndefined();
  });

  onTable('finds nothing under an unknown id', async (table) => {
    expect(await makeCompanyStore(table).get('nobody-here')).toBeUndefined();
  });

  onTable('changes what the owner may change, counts the version up and keeps the rest', async (table) => {
    await create(table, 'update-a', 'founder');
    const changes = { ...company('update-a'), name: 'Acme & Sons', currency: 'GBP', allowedOrigins: [] };
    const updated = await makeCompanyStore(table).update('update-a', changes, 1, later);
    expect(updated).toEqual({ ...changes, version: 2, updatedAt: later });
    expect(await makeCompanyStore(table).get('update-a')).toEqual(updated);
    expect((await makeCredentialStore(table).settings('update-a'))?.signingKey).toBe(signingKey);
  });

  onTable('refuses a change made on another version, also of a company that does not exist', async (table) => {
    await create(table, 'update-b', 'founder');
    const store = makeCompanyStore(table);
    await expect(store.update('update-b', company('update-b'), 2, later)).rejects.toThrow(VersionConflictError);
    await expect(store.update('not-there', company('not-there'), 1, later)).rejects.toThrow(VersionConflictError);
    expect(await store.get('not-there')).toBeUndefined();
  });

  onTable('lets one of many simultaneous changes through', async (table) => {
    await create(table, 'update-c', 'founder');
    const attempts = Array.from({ length: 8 }, (_, i) =>
      makeCompanyStore(table).update('update-c', company('update-c', { name: `n${i}` }), 1, later),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  onTable('lists the companies of a person with their roles, page by page, and nothing else', async (table) => {
    for (const id of ['list-a', 'list-b', 'list-c']) await create(table, id, 'lister');
    await create(table, 'list-x', 'somebody-else');
    await makeMembershipStore(table).put('list-x', 'lister', 'viewer', later);
    const store = makeCompanyStore(table);
    const first = await store.listOfMember('lister', { limit: 3 });
    const second = await store.listOfMember('lister', { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...second.data].map(({ companyId, role }) => [companyId, role])).toEqual([
      ['list-a', 'owner'],
      ['list-b', 'owner'],
      ['list-c', 'owner'],
      ['list-x', 'viewer'],
    ]);
    expect(second.nextCursor).toBeNull();
    expect(JSON.stringify([first, second])).not.toContain(signingKey);
  });

  onTable('refuses the cursor of another person', async (table) => {
    for (const id of ['cursor-a', 'cursor-b']) await create(table, id, 'person-a');
    const { nextCursor } = await makeCompanyStore(table).listOfMember('person-a', { limit: 1 });
    const stolen = makeCompanyStore(table).listOfMember('person-b', { limit: 1, cursor: nextCursor ?? '' });
    await expect(stolen).rejects.toThrow(InvalidCursorError);
  });

  onTable('lets the nightly starter find every company', async (table) => {
    await create(table, 'nightly-a', 'founder');
    const found: Company[] = [];
    for await (const one of streamCompanies(table)) found.push(one);
    expect(found).toContainEqual(company('nightly-a'));
    expect(new Set(found.map(({ companyId }) => companyId)).size).toBe(found.length);
  });

  onTable('shows a person without companies an empty list', async (table) => {
    expect(await makeCompanyStore(table).listOfMember('nobody', { limit: 5 })).toEqual({ data: [], nextCursor: null });
  });
});
