import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchDelete } from '#adapters/dynamodb/batch';
import { indexKeys, keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import { queryAll, queryItems } from '#adapters/dynamodb/query-pages';
import type { Table } from '#adapters/dynamodb/table';
import type { PersonItems, PersonRecord } from '#core/ports/person-items';
import { type Identified, mentionsPerson, namesPerson, type Person } from '#core/privacy/person';

type Item = Record<string, unknown>;

/** How long it is told that a day's events cannot be recounted: longer than any archive is kept. */
const erasedDayKeepSeconds = 1_100 * 86_400;

const keyOf = ({ pk, sk }: Item): PrimaryKey => ({ pk: String(pk), sk: String(sk) });

/** Attributes that say nothing of a person. */
const inner = new Set([
  'pk',
  'sk',
  'gsi1pk',
  'gsi1sk',
  'gsi2pk',
  'gsi2sk',
  'version',
  'contentHash',
  'expiresAt',
  'seen',
]);

const readable = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** `IMPRESSION#…` of a session is a `session impression`. */
const typeOf = (owner: string, { sk }: Item): string => `${owner} ${String(sk).split('#')[0]?.toLowerCase()}`;

const recordOf = (owner: string, item: Item, ids: object): PersonRecord => ({
  type: typeOf(owner, item),
  data: {
    ...ids,
    ...Object.fromEntries(
      Object.entries(item)
        .filter(([name]) => !inner.has(name))
        .map(([name, value]) => [name, readable(value)]),
    ),
  },
});

const partition = (table: Table, { pk }: PrimaryKey): AsyncGenerator<Item> =>
  queryItems(table, { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } });

const carts = (table: Table, companyId: string, shopper: 'U' | 'S', id: string): AsyncGenerator<Item> =>
  queryItems(table, {
    IndexName: 'gsi2',
    KeyConditionExpression: 'gsi2pk = :carts',
    ExpressionAttributeValues: { ':carts': indexKeys.cartsOfShopper(companyId, shopper, id, '').gsi2pk },
  });

interface Owned {
  readonly owner: 'customer' | 'session' | 'cart';
  readonly item: Item;
  /** What its key says, in words. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Everything that lies under the person's own keys: what a later version of the app adds there is found, too. */
async function* owned(table: Table, companyId: string, { customerId, sessionIds }: Person): AsyncGenerator<Owned> {
  for await (const item of carts(table, companyId, 'U', customerId)) yield { owner: 'cart', item, ids: {} };
  for (const sessionId of sessionIds) {
    for await (const item of partition(table, keys.session(companyId, sessionId)))
      yield { owner: 'session', item, ids: { sessionId } };
    for await (const item of carts(table, companyId, 'S', sessionId)) yield { owner: 'cart', item, ids: {} };
  }
  for await (const item of partition(table, keys.customer(companyId, customerId)))
    yield { owner: 'customer', item, ids: { customerId } };
}

const erase = async (table: Table, companyId: string, person: Person): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  let pending: PrimaryKey[] = [];
  const flush = async () => {
    await batchDelete(table, pending);
    pending = [];
  };
  for await (const { owner, item } of owned(table, companyId, person)) {
    const type = typeOf(owner, item);
    counts[type] = (counts[type] ?? 0) + 1;
    pending.push(keyOf(item));
    if (pending.length >= 500) await flush();
  }
  await flush();
  return counts;
};

/** A payload that was cut or is no JSON is searched as text. */
const payloadNames = (payload: string, person: Person): boolean => {
  try {
    return namesPerson(JSON.parse(payload), person);
  } catch {
    return mentionsPerson(payload, person);
  }
};

async function* quarantineItems(table: Table, companyId: string, person: Person): AsyncGenerator<Item> {
  const entries = queryItems(table, {
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues: { ':pk': indexKeys.quarantine(companyId, '', '').gsi1pk },
  });
  for await (const item of entries) {
    if (payloadNames(String((item.entry as { payload?: string } | undefined)?.payload ?? ''), person)) yield item;
  }
}

/** Answers to requests of the last day that name the person. */
const rememberedAnswers = async (table: Table, companyId: string, person: Person): Promise<Item[]> => {
  const { pk, sk } = keys.idempotency(companyId, '', '');
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk.slice(0, -1) },
  });
  return items.filter(({ responseJson, sk: own }) => mentionsPerson(`${responseJson ?? ''} ${own}`, person));
};

const eraseMentions = async (table: Table, companyId: string, person: Person): Promise<Record<string, number>> => {
  const quarantined: PrimaryKey[] = [];
  for await (const item of quarantineItems(table, companyId, person)) quarantined.push(keyOf(item));
  const answers = (await rememberedAnswers(table, companyId, person)).map(keyOf);
  await batchDelete(table, [...quarantined, ...answers]);
  return { 'quarantined event': quarantined.length, 'remembered answer': answers.length };
};

const markErasedDay = async (table: Table, companyId: string, day: string, jobId: string): Promise<void> => {
  await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: keys.erasedDay(companyId, day),
      UpdateExpression: 'SET expiresAt = :expiresAt ADD jobs :job',
      ExpressionAttributeValues: {
        ':expiresAt': Math.floor(Date.parse(day) / 1000) + erasedDayKeepSeconds,
        ':job': new Set([jobId]),
      },
    }),
  );
};

/** UTC days (`YYYY-MM-DD`) between two, both included, of which events were erased from the archive. */
export const erasedDays = async (table: Table, companyId: string, from: string, to: string): Promise<string[]> => {
  const { pk, sk: first } = keys.erasedDay(companyId, from);
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': pk, ':first': first, ':last': keys.erasedDay(companyId, to).sk },
  });
  return items.map(({ sk }) => String(sk).slice(keys.erasedDay('', '').sk.length));
};

/** What the table holds of a person: whole partitions by key, carts by index, the rest by looking through short lists. */
export const makePersonItems = (table: Table): PersonItems => ({
  carts: async function* (companyId, customerId) {
    for await (const { cart } of carts(table, companyId, 'U', customerId)) yield cart as Identified;
  },
  records: async function* (companyId, person) {
    for await (const { owner, item, ids } of owned(table, companyId, person)) yield recordOf(owner, item, ids);
  },
  erase: (companyId, person) => erase(table, companyId, person),
  quarantined: async function* (companyId, person) {
    for await (const { entry } of quarantineItems(table, companyId, person)) {
      yield { type: 'quarantined event', data: entry };
    }
  },
  eraseMentions: (companyId, person) => eraseMentions(table, companyId, person),
  markErasedDay: (companyId, day, jobId) => markErasedDay(table, companyId, day, jobId),
});
