import { eventsByCustomer } from '#adapters/dynamodb/customer-history-aggregate';
import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import { learnedOf, signalsItem, signalsOf } from '#adapters/dynamodb/live-signal-item';
import type { CountedBatch, SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { putNext, type ReadItem, type TransactItem } from '#adapters/dynamodb/transact-items';
import type { ShopEvent } from '#core/events/shop-event';
import { learnedChange } from '#core/live/learned-change';
import { boundSignals, joinSignals, liveLimits, noSignals, type Signal } from '#core/live/live-signals';
import { type PersonMemory, rememberPerson } from '#core/live/person-memory';

/** Above this many bytes what is fresh is folded into what is settled: the small item is written often, the large one seldom. */
const mostFreshBytes = 1_500;

/** Of a session only what nobody signed in did; the rest is the customers'. */
export const isAnonymous = ({ customerId }: ShopEvent): boolean => customerId === undefined;

const changeOf = (before: PersonMemory, events: readonly ShopEvent[], now: string): Signal[] =>
  learnedChange(before, rememberPerson(before, events, now));

const changesOf = (batch: CountedBatch, read: ReadItem): Signal[] => {
  const { companyId, sessions, now } = batch;
  return [
    ...sessions.flatMap(({ learned, events }) => changeOf(learned, events.filter(isAnonymous), now)),
    ...[...eventsByCustomer(batch)].flatMap(([customerId, events]) =>
      changeOf(learnedOf(read(keys.customerHistory(companyId, customerId))), events, now),
    ),
  ];
};

const levelsOf = ({ companyId, counterShard }: CountedBatch): { fresh: PrimaryKey; settled: PrimaryKey } => ({
  fresh: keys.liveSignals(companyId, counterShard, 'FRESH'),
  settled: keys.liveSignals(companyId, counterShard, 'SETTLED'),
});

/**
 * Counts of people by product and pair for lists of the next minute: one write a batch of some 1 kB, and from time to
 * time one of some 8 kB. Who counts already lies in the items of sessions and customers, which move in the same
 * transaction.
 */
export const makeLiveSignalAggregate = (tableName: string): SessionAggregate => ({
  keysOf: (batch) => {
    const { fresh, settled } = levelsOf(batch);
    return [
      fresh,
      settled,
      ...[...eventsByCustomer(batch).keys()].map((id) => keys.customerHistory(batch.companyId, id)),
    ];
  },
  writesOf: (batch, read): TransactItem[] => {
    const nowMs = Date.parse(batch.now);
    const changed = joinSignals(changesOf(batch, read), nowMs);
    if (changed.size === 0) return [];
    const { fresh, settled } = levelsOf(batch);
    const put = (key: PrimaryKey, item: ReturnType<typeof signalsItem>) => putNext(tableName, key, read(key), item);
    const grown = joinSignals([...signalsOf(read(fresh)), ...changed.values()], nowMs);
    const grownItem = signalsItem(grown, batch.now);
    if (grownItem.signals.byteLength <= mostFreshBytes) return [put(fresh, grownItem)];
    const all = joinSignals([...signalsOf(read(settled)), ...grown.values()], nowMs);
    const bounded = boundSignals(all, liveLimits, nowMs);
    return [put(fresh, signalsItem(noSignals, batch.now)), put(settled, signalsItem(bounded, batch.now))];
  },
});
