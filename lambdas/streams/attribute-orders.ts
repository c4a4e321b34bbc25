import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { makeAttributionStore } from '#adapters/dynamodb/attribution-store';
import { makeCredentialStore } from '#adapters/dynamodb/credential-store';
import { makeHoldOutStore } from '#adapters/dynamodb/hold-out-store';
import { orderOfKey } from '#adapters/dynamodb/keys';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeCostsOf } from '#adapters/dynamodb/unit-costs';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { CreditTerms } from '#core/attribution/order-credit';
import type { CompanySettings } from '#core/companies/company-settings';
import { counterShards } from '#core/events/daily-counters';
import { murmurHash } from '#core/experiments/murmur-hash';
import type { AttributionStore } from '#core/ports/attribution-store';
import type { CredentialStore } from '#core/ports/credential-store';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import { workerRuntime } from '#lambdas/shared/worker-runtime';
import { countHeldOutOrders, type HoldOutOrderDependencies } from '#lambdas/streams/count-held-out-orders';

export interface AttributeOrdersDependencies extends Observability, HoldOutOrderDependencies {
  readonly attribution: Pick<AttributionStore, 'attribute'>;
  readonly credentials: Pick<CredentialStore, 'settings'>;
  readonly clock: () => string;
}

interface WrittenOrder {
  readonly sequenceNumber: string;
  readonly companyId: string;
  readonly orderId: string;
}

const writtenOrder = ({ dynamodb }: DynamoDBRecord): WrittenOrder | undefined => {
  const order = orderOfKey(dynamodb?.Keys?.pk?.S ?? '');
  return order && { ...order, sequenceNumber: dynamodb?.SequenceNumber ?? '' };
};

const termsOf = (settings: CompanySettings | undefined): CreditTerms => {
  const windows = settings?.attribution.value ?? defaultAttributionSettings;
  return { timeZone: settings?.company.timeZone ?? 'UTC', ...windows };
};

/** @returns false when the orders of a company could not be attributed or counted. */
const attributeOf = async (
  deps: AttributeOrdersDependencies,
  companyId: string,
  written: readonly WrittenOrder[],
): Promise<boolean> => {
  try {
    const orderIds = [...new Set(written.map(({ orderId }) => orderId))];
    const batch = { companyId, orderIds, counterShard: murmurHash(orderIds[0]!) % counterShards, now: deps.clock() };
    const settings = await deps.credentials.settings(companyId);
    await deps.attribution.attribute({ ...batch, events: [], terms: termsOf(settings) });
    await countHeldOutOrders(deps, settings, batch);
    return true;
  } catch (error) {
    deps.log.error('stream_record_failed', { companyId, orders: written.length, ...errorContext(error) });
    return false;
  }
};

/**
 * Credits every order that was written, and counts it in its arm of the hold-out, whoever wrote it: the table's own change
 * stream tells of it. Orders are read again as they are now, so records that come twice, late or together make one credit.
 * What failed comes again from its first record on.
 */
export const makeHandler =
  (deps: AttributeOrdersDependencies) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const written = event.Records.flatMap((record) => writtenOrder(record) ?? []);
    const byCompany = [...Map.groupBy(written, ({ companyId }) => companyId)];
    const outcomes = await Promise.all(
      byCompany.map(async ([companyId, own]) => ((await attributeOf(deps, companyId, own)) ? [] : own)),
    );
    const failed = new Set(outcomes.flat().map(({ sequenceNumber }) => sequenceNumber));
    const first = written.find(({ sequenceNumber }) => failed.has(sequenceNumber));
    if (!first) deps.log.info('stream_batch_processed', { records: written.length });
    return { batchItemFailures: first ? [{ itemIdentifier: first.sequenceNumber }] : [] };
  };

const runtimeDependencies = (): AttributeOrdersDependencies => {
  const { env, log, meter, clock } = workerRuntime('order-consumer');
  const table = makeTable(env);
  return {
    log,
    meter,
    clock,
    attribution: makeAttributionStore(table, makeCostsOf(table)),
    orders: makeOrderStore(table),
    holdOut: makeHoldOutStore(table),
    credentials: makeCredentialStore(table),
  };
};

export const handler = makeHandler(runtimeDependencies());
