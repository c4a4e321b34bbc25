import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { creditToItem } from '#adapters/dynamodb/credit-item';
import { makeInfluenceReader } from '#adapters/dynamodb/influence-reader';
import { keys } from '#adapters/dynamodb/keys';
import type { Table } from '#adapters/dynamodb/table';
import { rollUpRow } from '#test/support/roll-up-rows';
import { withTable } from '#test/support/with-table';

const companyId = 'influence-shop';
const terms = { timeZone: 'Europe/Berlin', clickWindowHours: 24, viewWindowHours: 0 };

const credit = async ({ client, tableName }: Table, orderId: string, influencedOrders: number): Promise<void> => {
  const counts = { orders: 1, ...(influencedOrders > 0 && { influencedOrders }) };
  const rows = [rollUpRow('2026-11-02', { currency: 'EUR' }, counts)];
  const item = creditToItem(orderId, { terms, sessionIds: [], customerIds: [], earners: [], rows });
  await client.send(
    new PutCommand({ TableName: tableName, Item: { ...keys.orderCredit(companyId, orderId), ...item } }),
  );
};

describe('the reader of influence', () => {
  const onTable = withTable();

  onTable('names the orders that hold something credited, however many are asked for', async (table) => {
    for (let number = 0; number < 120; number += 1) await credit(table, `o${number}`, number % 3 === 0 ? 1 : 0);
    const asked = Array.from({ length: 130 }, (_, number) => `o${number}`);
    const found = await makeInfluenceReader(table).influenced(companyId, asked);
    const expected = asked.filter((_, number) => number < 120 && number % 3 === 0);
    expect([...found].sort()).toEqual(expected.sort());
  });

  onTable('knows nothing of the orders of another company, or of none', async (table) => {
    const reader = makeInfluenceReader(table);
    expect(await reader.influenced('other-shop', ['o0'])).toEqual(new Set());
    expect(await reader.influenced(companyId, [])).toEqual(new Set());
  });
});
