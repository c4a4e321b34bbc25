import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from '#adapters/dynamodb/table';
import { itemBytes, type WireItem } from '#test/support/item-bytes';

/** What a kind of item costs. */
export interface WriteTally {
  readonly writes: number;
  /** On-demand write units: one for each kB begun, twice as many in a transaction. */
  readonly units: number;
}

interface Write {
  readonly key: { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } };
  readonly isTransaction: boolean;
  /** Absent for updates: they cost what the item has come to. */
  readonly bytes?: number;
}

interface WireWrite {
  readonly Put?: { readonly Item: WireItem & Write['key'] };
  readonly Update?: { readonly Key: Write['key'] };
}

interface WireCall {
  readonly Item?: WireItem & Write['key'];
  readonly Key?: Write['key'];
  readonly TransactItems?: readonly WireWrite[];
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys?: readonly object[]; readonly ConsistentRead?: boolean }>
  >;
}

/** Read units of items of at most 4 kB: one each, half without strong consistency. */
const readUnitsOf = (action: string, { ConsistentRead, RequestItems = {} }: WireCall): number => {
  if (action === 'GetItem' || action === 'Query') return ConsistentRead ? 1 : 0.5;
  if (action !== 'BatchGetItem') return 0;
  return Object.values(RequestItems).reduce(
    (sum, of) => sum + (of.Keys?.length ?? 0) * (of.ConsistentRead ? 1 : 0.5),
    0,
  );
};

const putOf = (item: WireItem & Write['key'], isTransaction: boolean): Write => ({
  key: { pk: item.pk, sk: item.sk },
  isTransaction,
  bytes: itemBytes(item),
});

const writesOf = (action: string, call: WireCall): Write[] => {
  if (action === 'PutItem') return [putOf(call.Item!, false)];
  if (action === 'UpdateItem') return [{ key: call.Key!, isTransaction: false }];
  if (action !== 'TransactWriteItems') return [];
  return call.TransactItems!.flatMap(({ Put, Update }) => {
    if (Put) return [putOf(Put.Item, true)];
    return Update ? [{ key: Update.Key, isTransaction: true }] : [];
  });
};

const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);

export interface TableUseRecorder {
  /** What was written so far, by the kind that `kindOf` gives a key. */
  tally(kindOf: (pk: string, sk: string) => string): Promise<Map<string, WriteTally>>;
  /** Read units so far, larger items taken as if they had 4 kB. */
  readUnits(): number;
}

/** Writes down what a client reads, puts and updates from now on; writes that a condition refused count too, as they cost. */
export const recordTableUse = ({ client, tableName }: Table): TableUseRecorder => {
  const writes: Write[] = [];
  let readUnits = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers, body } = args.request as { headers: Record<string, string>; body: string | Uint8Array };
      const action = headers['x-amz-target']?.split('.').at(-1) ?? '';
      const call = JSON.parse(textOf(body)) as WireCall;
      writes.push(...writesOf(action, call));
      readUnits += readUnitsOf(action, call);
      return next(args);
    },
    { step: 'build' },
  );
  const bytesNow = async ({ key }: Write): Promise<number> => {
    const { Item = {} } = await client.send(new GetItemCommand({ TableName: tableName, Key: key }));
    return itemBytes(Item as never);
  };
  const tally: TableUseRecorder['tally'] = async (kindOf) => {
    const kinds = new Map<string, WriteTally>();
    const sizes = new Map<string, number>();
    for (const write of [...writes]) {
      const { pk, sk } = write.key;
      const name = `${pk.S}\n${sk.S}`;
      const bytes = write.bytes ?? sizes.get(name) ?? (await bytesNow(write));
      sizes.set(name, bytes);
      const units = Math.max(1, Math.ceil(bytes / 1024)) * (write.isTransaction ? 2 : 1);
      const kind = kindOf(pk.S, sk.S);
      const known = kinds.get(kind) ?? { writes: 0, units: 0 };
      kinds.set(kind, { writes: known.writes + 1, units: known.units + units });
    }
    return kinds;
  };
  return { tally, readUnits: () => readUnits };
};
