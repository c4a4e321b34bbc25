import { encodeCursor } from '#adapters/dynamodb/cursor';
import { keys } from '#adapters/dynamodb/keys';
import { makeMembershipStore } from '#adapters/dynamodb/membership-store';
import { queryPage } from '#adapters/dynamodb/query-pages';
import { InvalidCursorError } from '#core/ports/store-errors';
import { withTable } from '#test/support/with-table';

const membersOf = (companyId: string) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': keys.company(companyId).pk, ':prefix': 'MEMBER#' },
});

describe('a page that starts where a made-up cursor says', () => {
  const onTable = withTable();

  onTable('is refused when the start is no key', async (table) => {
    await expect(queryPage(table, membersOf('shop-a'), 5, { nonsense: true })).rejects.toThrow(InvalidCursorError);
  });

  onTable('never shows items of the company that the cursor names', async (table) => {
    await makeMembershipStore(table).put('shop-b', 'victim', 'viewer', '2026-11-20T10:00:00.000Z');
    const start = { ...keys.membership('shop-b', 'a') };
    const page = await queryPage(table, membersOf('shop-a'), 5, start).catch(() => ({ items: [] }));
    expect(page.items).toEqual([]);
    const cursor = encodeCursor('members of shop-a', start) ?? '';
    expect((await makeMembershipStore(table).list('shop-a', { limit: 5, cursor })).data).toEqual([]);
  });

  onTable('still fails as what it is when the query itself is wrong', async (table) => {
    const wrong = { KeyConditionExpression: 'nonsense', ExpressionAttributeValues: {} };
    await expect(queryPage(table, wrong, 5)).rejects.not.toThrow(InvalidCursorError);
  });
});
