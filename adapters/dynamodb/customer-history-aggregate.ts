import { keys } from '#adapters/dynamodb/keys';
import { learnedOf } from '#adapters/dynamodb/live-signal-item';
import { type CountedBatch, isShopper, type SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { shopperItemAfter } from '#adapters/dynamodb/shopper-item';
import { putNext } from '#adapters/dynamodb/transact-items';
import type { ShopEvent } from '#core/events/shop-event';
import { rememberPerson } from '#core/live/person-memory';

const keepSeconds = 400 * 86_400;
/** Customers of one session that are remembered: nobody signs in as more. */
const mostCustomersOfSession = 20;

/** What the customers of a batch did, by customer; who is one customer too many in a session is left out. */
export const eventsByCustomer = ({ sessions }: CountedBatch): Map<string, ShopEvent[]> => {
  const known = sessions.flatMap(({ events }) => {
    const ofCustomers = events.filter((event) => isShopper(event) && event.customerId !== undefined);
    return [...Map.groupBy(ofCustomers, ({ customerId }) => customerId as string)].slice(0, mostCustomersOfSession);
  });
  const joined = new Map<string, ShopEvent[]>();
  for (const [customerId, events] of known) joined.set(customerId, [...(joined.get(customerId) ?? []), ...events]);
  return joined;
};

/** What customers looked at over all their sessions: one write for each of a batch. */
export const makeCustomerHistoryAggregate = (tableName: string): SessionAggregate => ({
  keysOf: (batch) => [...eventsByCustomer(batch).keys()].map((id) => keys.customerHistory(batch.companyId, id)),
  writesOf: (batch, read) =>
    [...eventsByCustomer(batch)].map(([customerId, events]) => {
      const key = keys.customerHistory(batch.companyId, customerId);
      const item = read(key);
      const next = shopperItemAfter(item, events, batch.now, keepSeconds);
      return putNext(tableName, key, item, {
        ...next,
        learned: rememberPerson(learnedOf(item), events, batch.now),
      });
    }),
});
