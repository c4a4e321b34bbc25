import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { ShopEvent } from '#core/events/shop-event';
import {
  countOutcomes,
  type DrawnExperiments,
  emptyOutcomeMemory,
  joinChanges,
  type OutcomeChange,
  type OutcomeMemory,
  type OutcomeSegment,
  type OutcomeStep,
} from '#core/experiments/count-outcomes';
import type { ExperimentUnit } from '#core/experiments/experiment';
import { noOutcomes, type OutcomeName, outcomeNames } from '#core/experiments/outcome-sums';
import type { Order } from '#core/orders/order';
import type { ExperimentOutcomeStore, OutcomeBatch } from '#core/ports/experiment-outcome-store';
import { batchGet, pause } from './batch.ts';
import { keys, type PrimaryKey } from './keys.ts';
import { partsOfSum, sumOfPart } from './large-sums.ts';
import { queryAll } from './query-pages.ts';
import { isTransactionLost, type Table } from './table.ts';
import { addNumbers, type Item, putNext, type TransactItem } from './transact-items.ts';

const mostAttempts = 8;
/** As long as the other state of a session, and of a customer. */
const keepSeconds: Record<ExperimentUnit, number> = { session: 8 * 86_400, customer: 400 * 86_400 };

interface Unit {
  readonly kind: ExperimentUnit;
  readonly id: string;
  readonly key: PrimaryKey;
  readonly events: readonly ShopEvent[];
  readonly orders: readonly Order[];
}

interface Counted extends Unit {
  readonly item: Item | undefined;
  readonly step: OutcomeStep;
}

const nameOf = ({ pk, sk }: PrimaryKey): string => `${pk}\n${sk}`;

/** The session, and each customer who was signed in during it; none without anything to count. */
const unitsOf = ({ companyId, sessionId, events, orders = [] }: OutcomeBatch): Unit[] => {
  if (events.length + orders.length === 0) return [];
  const session = sessionId === undefined ? undefined : keys.sessionOutcomes(companyId, sessionId);
  const customers = new Set([...events, ...orders].flatMap(({ customerId }) => customerId ?? []));
  const ofCustomer = (wanted: string): Unit => ({
    kind: 'customer',
    id: wanted,
    key: keys.customerOutcomes(companyId, wanted),
    events: events.filter(({ customerId }) => customerId === wanted),
    orders: orders.filter(({ customerId }) => customerId === wanted),
  });
  return [
    ...(session ? [{ kind: 'session', id: sessionId!, key: session, events, orders } as const] : []),
    ...[...customers].map(ofCustomer),
  ];
};

const drawnFor = ({ drawnExperiments = [] }: OutcomeBatch, { kind, id }: Unit): DrawnExperiments => ({
  experiments: drawnExperiments.filter(({ unit }) => unit === kind),
  unitId: id,
});

const attributesOf = ({ variant, segment, currency, sums }: OutcomeChange): [string, number][] =>
  outcomeNames.flatMap((name) => partsOfSum([variant, segment, currency, name].join('#'), sums[name]));

const addSums = (table: Table, key: PrimaryKey, changes: readonly OutcomeChange[]): TransactItem =>
  addNumbers(table.tableName, key, Object.fromEntries(changes.flatMap(attributesOf)));

const sumWrites = (
  table: Table,
  { companyId, counterShard }: OutcomeBatch,
  counted: readonly Counted[],
): TransactItem[] =>
  [...Map.groupBy(counted, ({ kind }) => kind)].flatMap(([kind, units]) => {
    const changes = joinChanges(units.flatMap(({ step }) => step.changes));
    return [...Map.groupBy(changes, ({ experimentId }) => experimentId)].map(([experimentId, own]) =>
      addSums(table, keys.experimentSums(companyId, experimentId, kind, counterShard), own),
    );
  });

const putMemory = (table: Table, { kind, key, item, step }: Counted, now: string): TransactItem => {
  const expiresAt = Math.floor(Date.parse(now) / 1000) + keepSeconds[kind];
  return putNext(table.tableName, key, item, { memory: step.memory, expiresAt });
};

const tryCount = async (table: Table, batch: OutcomeBatch): Promise<void> => {
  const units = unitsOf(batch);
  const wanted = units.map(({ key }) => key);
  const items = await batchGet(table, wanted, { consistentRead: true });
  const byName = new Map(items.map((item) => [nameOf(item as never), item]));
  const counted = units.map((unit): Counted => {
    const item = byName.get(nameOf(unit.key));
    const memory = item?.memory as OutcomeMemory | undefined;
    return { ...unit, item, step: countOutcomes(memory, unit.events, unit.orders, drawnFor(batch, unit)) };
  });
  const changed = counted.filter(({ item, step }) => step.memory !== (item?.memory ?? emptyOutcomeMemory));
  if (changed.length === 0) return;
  const TransactItems = [
    ...changed.map((unit) => putMemory(table, unit, batch.now)),
    ...sumWrites(table, batch, counted),
  ];
  await table.client.send(new TransactWriteCommand({ TransactItems }));
};

const keyAttributes = new Set(['pk', 'sk']);

const changeOf = (experimentId: string, [attribute, part]: [string, unknown]): OutcomeChange => {
  const { name, sum } = sumOfPart(attribute, part);
  const [variant = '', segment, currency = '', field] = name.split('#');
  const sums = { ...noOutcomes, [field as OutcomeName]: sum };
  return { experimentId, variant, segment: segment as OutcomeSegment, currency, sums };
};

const sums = async (table: Table, companyId: string, experimentId: string, unit: ExperimentUnit) => {
  const { pk, sk } = keys.experimentSums(companyId, experimentId, unit, 0);
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk.slice(0, -2) },
  });
  const parts = items.flatMap((item) => Object.entries(item).filter(([name]) => !keyAttributes.has(name)));
  return joinChanges(parts.map((part) => changeOf(experimentId, part)));
};

/**
 * What the units of experiments did. The memory of a unit, whose version guards the transaction, moves together with the
 * sums; since outcomes are a function of that memory, an event that comes again changes nothing. A session costs a write
 * for itself, one for each of its customers, and one for each experiment and kind of unit.
 */
export const makeExperimentOutcomeStore = (table: Table): ExperimentOutcomeStore => ({
  count: async (batch) => {
    for (let attempt = 1; unitsOf(batch).length > 0; attempt += 1) {
      try {
        return await tryCount(table, batch);
      } catch (error) {
        if (!isTransactionLost(error) || attempt >= mostAttempts) throw error;
        await pause(attempt);
      }
    }
  },
  sums: (companyId, experimentId, unit) => sums(table, companyId, experimentId, unit),
});
