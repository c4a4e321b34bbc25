import { addRows } from '#adapters/dynamodb/roll-up-writes';
import { isShopper, type SessionAggregate } from '#adapters/dynamodb/session-aggregate';
import { sumRows } from '#core/analytics/roll-up';
import { rollUpEvents, rollUpSessionDays } from '#core/analytics/roll-up-events';

/** The figures of events by store day: one write a day, and one for each bucket of rules and experiments. */
export const makeRollUpAggregate = (tableName: string): SessionAggregate => ({
  keysOf: () => [],
  writesOf: ({ companyId, counterShard, timeZone, sessions, fresh }) => {
    const newDays = sessions.flatMap((session) => session.newDays);
    const rows = sumRows([...rollUpEvents(fresh.filter(isShopper), timeZone), ...rollUpSessionDays(newDays)]);
    return addRows(tableName, companyId, { writer: 'EVENTS', shard: counterShard }, rows);
  },
});
