import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import type { CountedBatch, SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { touchItemAfter } from '#adapters/dynamodb/touch-item';
import { putNext } from '#adapters/dynamodb/transact-items';
import { type Touch, touchOf } from '#core/attribution/touch';
import type { ShopEvent } from '#core/events/shop-event';

/** Where what an event did is kept: with its session, and with its customer. */
export const touchKeysOf = (companyId: string, { sessionId, customerId }: ShopEvent): PrimaryKey[] => [
  keys.sessionTouches(companyId, sessionId),
  ...(customerId === undefined ? [] : [keys.customerTouches(companyId, customerId)]),
];

interface Touched {
  readonly key: PrimaryKey;
  readonly touch: Touch;
}

const touchedOf = ({ companyId, fresh, attribution }: CountedBatch): Map<string, Touched[]> => {
  const touched = fresh.flatMap((event) => {
    const touch = touchOf(event, attribution);
    return touch ? touchKeysOf(companyId, event).map((key) => ({ key, touch })) : [];
  });
  return Map.groupBy(touched, ({ key }) => key.pk);
};

/** What may earn orders: one write for each session, and each customer, that touched something we served. */
export const makeTouchAggregate = (tableName: string): SessionAggregate => ({
  keysOf: (batch) => [...touchedOf(batch).values()].map(([first]) => first!.key),
  writesOf: (batch, read) =>
    [...touchedOf(batch).values()].map((touched) => {
      const { key } = touched[0]!;
      const item = read(key);
      const touches = touched.map(({ touch }) => touch);
      return putNext(tableName, key, item, touchItemAfter(item, { touches }, batch.now));
    }),
});
