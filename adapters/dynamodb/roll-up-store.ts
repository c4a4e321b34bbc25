import { keys } from '#adapters/dynamodb/keys';
import { queryAll } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import { dimensionFromName, type RollUpCounter, type RollUpRow, sumRows } from '#core/analytics/roll-up';
import { counterShards, daysBetween } from '#core/events/daily-counters';
import type { RollUpStore } from '#core/ports/roll-up-store';

type Item = Readonly<Record<string, unknown>>;

const keyAttributes = new Set(['pk', 'sk']);

const rowOf = (date: string, attribute: string, count: unknown): RollUpRow => {
  const end = attribute.lastIndexOf('#');
  const counter = attribute.slice(end + 1) as RollUpCounter;
  return { date, dimension: dimensionFromName(attribute.slice(0, end)), counts: { [counter]: Number(count) } };
};

const rowsOf = (item: Item): RollUpRow[] =>
  Object.entries(item)
    .filter(([name]) => !keyAttributes.has(name))
    .map(([name, count]) => rowOf(String(item.sk).slice(0, 10), name, count));

const monthsBetween = (from: string, to: string): string[] => [
  ...new Set(daysBetween(from, to).map((date) => date.slice(0, 7))),
];

const itemsOf = (table: Table, companyId: string, [from, to]: readonly [string, string], month: string) =>
  Array.from({ length: counterShards }, (_, shard) => {
    const { pk } = keys.rollUp(companyId, `${month}-01`, shard, '');
    return queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      // `$` follows `#`: the last of a day's items lies below it.
      ExpressionAttributeValues: { ':pk': pk, ':from': `${from}#`, ':to': `${to}$` },
    });
  });

/** The roll-ups in the table: of every month a partition for each shard of its writers. */
export const makeRollUpStore = (table: Table): RollUpStore => ({
  days: async (companyId, from, to) => {
    const queries = monthsBetween(from, to).flatMap((month) => itemsOf(table, companyId, [from, to], month));
    return sumRows((await Promise.all(queries)).flat().flatMap(rowsOf));
  },
});
