import type { Table } from '#adapters/dynamodb/table';

export interface TableUse {
  readUnits: number;
  writeUnits: number;
}

interface Capacity {
  readonly CapacityUnits?: number;
}

const readActions = /^(Get|BatchGet|Query|TransactGet)/;

const unitsOf = (consumed: Capacity | readonly Capacity[] | undefined): number =>
  [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/** A table that adds up the units it is charged for, as the engine reports them. */
export const meterTable = ({ client, tableName }: Table): { readonly table: Table; take(): TableUse } => {
  let use: TableUse = { readUnits: 0, writeUnits: 0 };
  const metered: Table['client'] = new Proxy(client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: { input: Record<string, unknown> }) => {
        command.input.ReturnConsumedCapacity = 'TOTAL';
        const answer = await target.send(command as Parameters<typeof target.send>[0]);
        const units = unitsOf((answer as { ConsumedCapacity?: Capacity }).ConsumedCapacity);
        use[readActions.test(command.constructor.name) ? 'readUnits' : 'writeUnits'] += units;
        return answer;
      };
    },
  });
  return {
    table: { client: metered, tableName },
    take: () => {
      const taken = use;
      use = { readUnits: 0, writeUnits: 0 };
      return taken;
    },
  };
};
