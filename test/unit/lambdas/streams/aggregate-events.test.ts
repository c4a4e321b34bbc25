import type { KinesisStreamEvent } from 'aws-lambda';
import { streamRecordOf } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import type { SessionBatch } from '#core/ports/shopper-store';
import { makeHandler } from '#lambdas/streams/aggregate-events';
import { endpointFakes, testCompanyId, testNow } from '#test/support/endpoint-fakes';

const event = (eventId: string, sessionId: string, type: ShopEvent['type'] = 'product_view'): ShopEvent => ({
  eventId,
  companyId: testCompanyId,
  type,
  occurredAt: testNow,
  receivedAt: testNow,
  sessionId,
  productId: 'p1',
});

const kinesisEvent = (events: readonly ShopEvent[]): KinesisStreamEvent =>
  ({
    Records: events.map((one, index) => ({
      eventID: `shardId-000000000000:${index + 1}`,
      kinesis: {
        sequenceNumber: String(index + 1),
        data: Buffer.from(JSON.stringify(streamRecordOf(one))).toString('base64'),
      },
    })),
  }) as unknown as KinesisStreamEvent;

const setUp = (failing: readonly string[] = []) => {
  const fakes = endpointFakes();
  const batches: SessionBatch[] = [];
  const handler = makeHandler({
    ...fakes,
    shoppers: {
      apply: async (batch) => {
        if (failing.includes(batch.sessionId)) throw new Error('table down');
        batches.push(batch);
        return { fresh: batch.events.slice(0, 1), duplicates: batch.events.length - 1 };
      },
    },
  });
  return { fakes, batches, handler };
};

describe('the aggregate consumer', () => {
  it('applies the events of a session together and in stream order', async () => {
    const { handler, batches } = setUp();
    const answer = await handler(kinesisEvent([event('e1', 'a'), event('e2', 'b'), event('e3', 'a')]));
    expect(answer).toEqual({ batchItemFailures: [] });
    const ids = Object.fromEntries(
      batches.map(({ sessionId, events }) => [sessionId, events.map(({ eventId }) => eventId)]),
    );
    expect(ids).toEqual({ a: ['e1', 'e3'], b: ['e2'] });
  });

  it('asks for the batch again from the first record of a session that failed, and applies the others', async () => {
    const { handler, batches } = setUp(['b']);
    const answer = await handler(kinesisEvent([event('e1', 'a'), event('e2', 'b'), event('e3', 'c')]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(batches.map(({ sessionId }) => sessionId).sort()).toEqual(['a', 'c']);
  });

  it('counts only fresh events, and duplicates apart', async () => {
    const { handler, fakes } = setUp();
    await handler(kinesisEvent([event('e1', 'a'), event('e1', 'a'), event('e2', 'b', 'recommendation_click')]));
    expect(fakes.metricSums).toMatchObject({ ProductViewCount: 1, RecommendationClickCount: 1, EventsDuplicate: 1 });
  });
});
