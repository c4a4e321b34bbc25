import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makeEventArchive } from '#adapters/s3/archive-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import type { ErasedPeople } from '#core/ports/erased-people';
import type { EventArchive } from '#core/ports/event-archive';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import { type ConsumedRecord, streamConsumer } from '#lambdas/shared/stream-consumer';
import { withoutErased } from '#lambdas/shared/without-erased';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface ArchiveDependencies extends Observability {
  readonly erased: Pick<ErasedPeople, 'among'>;
  readonly archive: Pick<EventArchive, 'put'>;
}

/** `YYYY/MM/DD/HH` in UTC. */
const hourOf = (instant: string): string => new Date(instant).toISOString().slice(0, 13).replace(/[-T]/g, '/');

/** Records of one company and hour of receipt, in stream order. */
const byCompanyAndHour = (records: readonly ConsumedRecord[]): ConsumedRecord[][] => {
  const groups = new Map<string, ConsumedRecord[]>();
  for (const record of records) {
    const key = `${record.event.companyId}/${hourOf(record.event.receivedAt)}`;
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()];
};

/**
 * Archives a batch as one object per company and hour. The name comes from the group's first record: the same batch
 * overwrites its own objects, another cut of the stream may store an event twice, and readers drop it by its id.
 * What comes late of people who were erased is not stored.
 */
export const makeHandler = (deps: ArchiveDependencies) =>
  streamConsumer(deps, async (all) => {
    const records = await withoutErased(deps.erased, all);
    const store = async (group: ConsumedRecord[]): Promise<string | undefined> => {
      const [first] = group;
      if (!first) return undefined;
      const { companyId, receivedAt } = first.event;
      try {
        await deps.archive.put({
          companyId,
          hour: hourOf(receivedAt),
          name: `${first.shardId}-${first.sequenceNumber}`,
          events: group.map(({ event }) => event),
        });
        return undefined;
      } catch (error) {
        deps.log.error('stream_record_failed', { companyId, ...errorContext(error) });
        return first.sequenceNumber;
      }
    };
    const failed = new Set(await Promise.all(byCompanyAndHour(records).map(store)));
    return { failedAt: records.find(({ sequenceNumber }) => failed.has(sequenceNumber))?.sequenceNumber };
  });

export const runtimeDependencies = (): ArchiveDependencies => {
  const { env, log, meter } = workerRuntime('archive-consumer');
  return {
    log,
    meter,
    erased: makeErasedPeople(makeTable(env)),
    archive: makeEventArchive(makeS3Client(), env.ARCHIVE_BUCKET_NAME),
  };
};

export const handler = makeHandler(runtimeDependencies());
