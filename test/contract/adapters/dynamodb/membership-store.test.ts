import { makeCompanyStore } from '#adapters/dynamodb/company-store';
import { makeMembershipStore } from '#adapters/dynamodb/membership-store';
import type { Table } from '#adapters/dynamodb/table';
import type { Membership } from '#core/companies/membership';
import type { MembershipStore } from '#core/ports/membership-store';
import { ConflictError, InvalidCursorError } from '#core/ports/store-errors';
import { memoryMembers } from '#test/support/memory-admin-stores';
import { withTable } from '#test/support/with-table';

const now = '2026-11-20T10:00:00.000Z';
const later = '2026-11-20T11:00:00.000Z';

const founder = (companyId: string): Membership => ({ companyId, userId: 'owner-1', role: 'owner', addedAt: now });

type Opening = (table: Table, ...companyIds: string[]) => Promise<MembershipStore>;

/** Companies whose one owner is `owner-1`. */
const openInTable: Opening = async (table, ...companyIds) => {
  for (const companyId of companyIds) {
    const company = {
      companyId,
      name: companyId,
      platform: 'custom' as const,
      currency: 'EUR',
      timeZone: 'UTC',
      allowedOrigins: [],
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await makeCompanyStore(table).create(company, { ownerId: 'owner-1', signingKey: 'k' });
  }
  return makeMembershipStore(table);
};

const openInMemory: Opening = async (_, ...companyIds) => memoryMembers(...companyIds.map(founder));

const owners = async (store: MembershipStore, companyId: string): Promise<string[]> =>
  (await store.list(companyId, { limit: 100 })).data.filter(({ role }) => role === 'owner').map(({ userId }) => userId);

describe.each<[string, Opening]>([
  ['the table', openInTable],
  ['memory', openInMemory],
])('membership store in %s', (_, storeOf) => {
  const onTable = withTable();

  onTable('gives a role, keeps the first day when it changes, and changes nothing when given again', async (table) => {
    const store = await storeOf(table, 'roles');
    const added = await store.put('roles', 'ann', 'viewer', now);
    expect(added).toEqual({ companyId: 'roles', userId: 'ann', role: 'viewer', addedAt: now });
    expect(await store.put('roles', 'ann', 'editor', later)).toEqual({ ...added, role: 'editor' });
    expect(await store.put('roles', 'ann', 'editor', later)).toEqual({ ...added, role: 'editor' });
  });

  onTable('removes a member, and again without error', async (table) => {
    const store = await storeOf(table, 'removal');
    await store.put('removal', 'ann', 'editor', now);
    await store.remove('removal', 'ann');
    await store.remove('removal', 'ann');
    await store.remove('removal', 'never-was-one');
    expect((await store.list('removal', { limit: 10 })).data.map(({ userId }) => userId)).toEqual(['owner-1']);
  });

  onTable('neither removes nor demotes the last owner', async (table) => {
    const store = await storeOf(table, 'last');
    await expect(store.remove('last', 'owner-1')).rejects.toThrow(ConflictError);
    await expect(store.put('last', 'owner-1', 'editor', later)).rejects.toThrow(ConflictError);
    expect(await owners(store, 'last')).toEqual(['owner-1']);
  });

  onTable('lets an owner go once there is another', async (table) => {
    const store = await storeOf(table, 'handover');
    await store.put('handover', 'owner-2', 'owner', later);
    await store.remove('handover', 'owner-1');
    expect(await owners(store, 'handover')).toEqual(['owner-2']);
    await expect(store.remove('handover', 'owner-2')).rejects.toThrow(ConflictError);
  });

  onTable('keeps one owner when all leave at the same moment', async (table) => {
    const store = await storeOf(table, 'exodus');
    const everybody = ['owner-1', 'owner-2', 'owner-3', 'owner-4'];
    for (const userId of everybody) await store.put('exodus', userId, 'owner', now);
    const leave = (userId: string, i: number) =>
      i % 2 === 0 ? store.remove('exodus', userId) : store.put('exodus', userId, 'viewer', later);
    await Promise.allSettled(everybody.map(leave));
    const left = await owners(store, 'exodus');
    expect(left.length).toBeGreaterThanOrEqual(1);
    for (const userId of left.slice(1)) await store.remove('exodus', userId);
    await expect(store.remove('exodus', left[0] ?? '')).rejects.toThrow(ConflictError);
  });

  onTable('counts an owner once who is made one many times at once', async (table) => {
    const store = await storeOf(table, 'twice');
    await Promise.allSettled(Array.from({ length: 5 }, () => store.put('twice', 'owner-2', 'owner', now)));
    await store.remove('twice', 'owner-1');
    await expect(store.remove('twice', 'owner-2')).rejects.toThrow(ConflictError);
  });

  onTable('makes nobody an owner of a company that does not exist', async (table) => {
    const store = await storeOf(table);
    await expect(store.put('no-company', 'ann', 'owner', now)).rejects.toThrow(ConflictError);
    expect(await owners(store, 'no-company')).toEqual([]);
  });

  onTable('lists by user id, page by page, and refuses the cursor of another company', async (table) => {
    const store = await storeOf(table, 'pages', 'other-pages');
    for (const userId of ['a', 'b', 'c']) await store.put('pages', userId, 'viewer', now);
    const first = await store.list('pages', { limit: 3 });
    const second = await store.list('pages', { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...second.data].map(({ userId }) => userId)).toEqual(['a', 'b', 'c', 'owner-1']);
    expect(second.nextCursor).toBeNull();
    const stolen = store.list('other-pages', { limit: 3, cursor: first.nextCursor ?? '' });
    await expect(stolen).rejects.toThrow(InvalidCursorError);
  });
});
