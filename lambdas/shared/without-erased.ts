import type { ErasedPeople } from '#core/ports/erased-people';
import { isOfErased, namesErased } from '#core/privacy/erased';
import { idsNamedIn, idsOfRecords } from '#core/privacy/person';
import type { ConsumedRecord, RejectedRecord } from '#lambdas/shared/stream-consumer';

type Reading = Pick<ErasedPeople, 'among'>;

/** Records of a batch without those of people who were erased; of companies without any it costs one read each. */
export const withoutErased = async (
  erased: Reading,
  records: readonly ConsumedRecord[],
): Promise<readonly ConsumedRecord[]> => {
  const byCompany = Map.groupBy(records, ({ event }) => event.companyId);
  const gone = new Map(
    await Promise.all(
      [...byCompany].map(
        async ([companyId, own]) =>
          [companyId, await erased.among(companyId, idsOfRecords(own.map(({ event }) => event)))] as const,
      ),
    ),
  );
  return records.filter(({ event }) => !isOfErased(event, gone.get(event.companyId)!));
};

const parsed = ({ rejection }: RejectedRecord): unknown => {
  try {
    return JSON.parse(rejection.payload);
  } catch {
    return {};
  }
};

/** Failed events of one company without those that name people who were erased. What is no JSON names nobody. */
export const rejectedWithoutErased = async (
  erased: Reading,
  companyId: string,
  records: readonly RejectedRecord[],
): Promise<readonly RejectedRecord[]> => {
  const named = records.map((record) => ({ record, payload: parsed(record) }));
  const ids = idsNamedIn(named.map(({ payload }) => payload));
  // A tracker that knows no session sends the user in its place.
  const gone = await erased.among(companyId, { ...ids, customerIds: new Set([...ids.customerIds, ...ids.sessionIds]) });
  return named.filter(({ payload }) => !namesErased(payload, gone)).map(({ record }) => record);
};
