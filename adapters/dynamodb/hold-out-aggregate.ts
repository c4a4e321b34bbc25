import { addCells, placedOrdersOf, putPlacedOrders } from '#adapters/dynamodb/hold-out-item';
import { keys } from '#adapters/dynamodb/keys';
import type { CountedBatch, CountedSession, SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { countHoldOutOrders, unitCell } from '#core/hold-out/count-hold-out';
import { joinCells } from '#core/hold-out/hold-out-sums';

const buyersOf = ({ sessions }: CountedBatch): CountedSession[] =>
  sessions.filter(({ events }) => events.some(({ type, isBot }) => type === 'purchase' && !isBot));

/**
 * Shoppers and what they bought by week and arm of the hold-out: one write for each week that a batch saw anybody for the
 * first time in or heard of an order of, which is seldom more than one; and one for each session that bought.
 */
export const makeHoldOutAggregate = (tableName: string): SessionAggregate => ({
  keysOf: (batch) => buyersOf(batch).map(({ sessionId }) => keys.sessionHoldOut(batch.companyId, sessionId)),
  writesOf: (batch, read) => {
    const { companyId, counterShard, now } = batch;
    const adder = { tableName, companyId, counterShard };
    const seen = batch.sessions.flatMap(({ sessionId, newWeeks }) =>
      newWeeks.map((week) => unitCell(batch, sessionId, week)),
    );
    const bought = buyersOf(batch).map(({ sessionId, events }) => {
      const item = read(keys.sessionHoldOut(companyId, sessionId));
      const { orders, changes } = countHoldOutOrders(batch, sessionId, placedOrdersOf(item), { events });
      return { write: putPlacedOrders(adder, sessionId, item, { orders, now }), changes };
    });
    const cells = joinCells([...seen, ...bought.flatMap(({ changes }) => changes)]);
    return [...bought.map(({ write }) => write), ...addCells(adder, cells)];
  },
});
