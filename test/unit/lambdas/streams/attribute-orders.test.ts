import type { DynamoDBStreamEvent } from 'aws-lambda';
import { keys, type PrimaryKey } from '#adapters/dynamodb/keys';
import type { AttributionBatch } from '#core/ports/attribution-store';
import { makeHandler } from '#lambdas/streams/attribute-orders';
import { companySettings, endpointFakes, testCompanyId, testNow } from '#test/support/endpoint-fakes';
import { anOrder } from '#test/support/recommendation-fixtures';

const streamEvent = (written: readonly PrimaryKey[]): DynamoDBStreamEvent => ({
  Records: written.map(({ pk, sk }, index) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(index + 1), Keys: { pk: { S: pk }, sk: { S: sk } } },
  })),
});

const setUp = (failing: readonly string[] = []) => {
  const fakes = endpointFakes();
  const batches: AttributionBatch[] = [];
  const heard: string[] = [];
  const handler = makeHandler({
    ...fakes,
    orders: {
      get: async (_, orderId) => (orderId === 'gone' ? undefined : anOrder(orderId, ['p1'], { sessionId: 's1' })),
    },
    holdOut: { countOrder: async ({ companyId, order }) => void heard.push(`${companyId} ${order.orderId}`) },
    attribution: {
      attribute: async (batch) => {
        if (failing.includes(batch.companyId)) throw new Error('table down');
        batches.push(batch);
        return batch.orderIds.length;
      },
    },
  });
  return { fakes, batches, heard, handler };
};

describe('the consumer of written orders', () => {
  it('credits the orders of a company together, each once, by its zone and windows', async () => {
    const { handler, batches } = setUp();
    const written = ['o1', 'o2', 'o1'].map((orderId) => keys.order(testCompanyId, orderId));
    expect(await handler(streamEvent(written))).toEqual({ batchItemFailures: [] });
    const { timeZone } = companySettings().company;
    expect(batches).toEqual([
      expect.objectContaining({
        companyId: testCompanyId,
        orderIds: ['o1', 'o2'],
        terms: { timeZone, clickWindowHours: 168, viewWindowHours: 0 },
        now: testNow,
      }),
    ]);
  });

  it('brings everything again from the first order on that failed, and the other companies’ orders through', async () => {
    const { handler, batches, fakes } = setUp(['down-shop']);
    const written = [keys.order(testCompanyId, 'o1'), keys.order('down-shop', 'o2'), keys.order(testCompanyId, 'o3')];
    expect(await handler(streamEvent(written))).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(batches.map(({ companyId }) => companyId)).toEqual([testCompanyId]);
    expect(fakes.logLines).toContainEqual(expect.objectContaining({ code: 'stream_record_failed' }));
  });

  it('counts each order in the hold-out as it is stored now; one that is gone by then is none', async () => {
    const { handler, heard } = setUp();
    await handler(streamEvent(['o1', 'gone', 'o1'].map((orderId) => keys.order(testCompanyId, orderId))));
    expect(heard).toEqual([`${testCompanyId} o1`]);
  });

  it('passes over what is no order', async () => {
    const { handler, batches } = setUp();
    const written = [keys.session(testCompanyId, 's1'), keys.health(), keys.customer(testCompanyId, 'O')];
    expect(await handler(streamEvent(written))).toEqual({ batchItemFailures: [] });
    expect(batches).toEqual([]);
  });
});
