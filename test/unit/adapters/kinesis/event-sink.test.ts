import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { mockClient } from 'aws-sdk-client-mock';
import { makeEventSink } from '#adapters/kinesis/event-sink';
import type { ShopEvent } from '#core/events/shop-event';

const kinesis = mockClient(KinesisClient);
const sink = makeEventSink(new KinesisClient({}), 'events');
beforeEach(() => kinesis.reset());

const event = (eventId: string, sessionId = 's1'): ShopEvent => ({
  eventId,
  companyId: 'acme-shop',
  type: 'product_view',
  occurredAt: '2026-11-20T10:00:00.000Z',
  receivedAt: '2026-11-20T10:00:00.000Z',
  sessionId,
  productId: 'p1',
});
const taken = { SequenceNumber: '1', ShardId: 'shardId-000000000000' };
const throttled = { ErrorCode: 'ProvisionedThroughputExceededException' };

describe('the event sink', () => {
  it('puts events of a session under one partition key, with their record type', async () => {
    kinesis.on(PutRecordsCommand).resolves({ Records: [taken, taken] });
    expect(await sink.put([event('e1'), event('e2')])).toEqual([true, true]);
    const { Records = [] } = kinesis.commandCalls(PutRecordsCommand)[0]?.args[0].input ?? {};
    expect(Records.map(({ PartitionKey }) => PartitionKey)).toEqual(['acme-shop#s1', 'acme-shop#s1']);
    expect(JSON.parse(Buffer.from(Records[0]?.Data ?? '').toString())).toMatchObject({
      recordType: 'view',
      event: { eventId: 'e1' },
    });
  });

  it('sends again only what was throttled', async () => {
    kinesis
      .on(PutRecordsCommand)
      .resolvesOnce({ Records: [taken, throttled] })
      .resolves({ Records: [taken] });
    expect(await sink.put([event('e1'), event('e2')])).toEqual([true, true]);
    expect(kinesis.commandCalls(PutRecordsCommand).map(({ args }) => args[0].input.Records?.length)).toEqual([2, 1]);
  });

  it('says which events stayed unwritten after three attempts', async () => {
    kinesis.on(PutRecordsCommand).callsFake(({ Records }) => ({
      Records: Records.map(({ Data }: { Data: Uint8Array }) =>
        Buffer.from(Data).toString().includes('"e2"') ? throttled : taken,
      ),
    }));
    expect(await sink.put([event('e1'), event('e2'), event('e3')])).toEqual([true, false, true]);
    expect(kinesis.commandCalls(PutRecordsCommand)).toHaveLength(3);
  });

  it('throws nothing when the stream cannot be reached', async () => {
    kinesis.on(PutRecordsCommand).rejects(new Error('connection refused'));
    expect(await sink.put([event('e1')])).toEqual([false]);
  });
});
