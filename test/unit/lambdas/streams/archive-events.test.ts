import { streamRecordOf } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import { makeHandler } from '#lambdas/streams/archive-events';
import { endpointFakes } from '#test/support/endpoint-fakes';
import { kinesisEventOf, kinesisEventOfShopEvents } from '#test/support/kinesis-event';
import { memoryErasedPeople } from '#test/support/memory-erased-people';
import { memoryEventArchive } from '#test/support/memory-stores';

const event = (eventId: string, overrides: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId,
  companyId: 'acme-shop',
  type: 'product_view',
  occurredAt: '2026-11-20T08:59:00.000Z',
  receivedAt: '2026-11-20T09:00:00.000Z',
  sessionId: 's1',
  productId: 'p1',
  ...overrides,
});

const fakes = () => ({ ...endpointFakes(), archive: memoryEventArchive(), erased: memoryErasedPeople() });

describe('archive consumer', () => {
  it('writes one object per company and hour of receipt, named by shard and first record', async () => {
    const deps = fakes();
    const events = [
      event('event-1'),
      event('event-2', { companyId: 'other-shop' }),
      event('event-3', { receivedAt: '2026-11-20T10:00:00.000Z' }),
      event('event-4'),
    ];
    expect(await makeHandler(deps)(kinesisEventOfShopEvents(events))).toEqual({ batchItemFailures: [] });
    expect([...deps.archive.batches.values()]).toEqual([
      { companyId: 'acme-shop', hour: '2026/11/20/09', name: 'shardId-000000000000-1', events: [events[0], events[3]] },
      { companyId: 'other-shop', hour: '2026/11/20/09', name: 'shardId-000000000000-2', events: [events[1]] },
      { companyId: 'acme-shop', hour: '2026/11/20/10', name: 'shardId-000000000000-3', events: [events[2]] },
    ]);
  });

  it('changes nothing when the same batch comes again', async () => {
    const deps = fakes();
    const same = kinesisEventOfShopEvents([event('event-1'), event('event-2')]);
    await makeHandler(deps)(same);
    const before = [...deps.archive.batches];
    await makeHandler(deps)(same);
    expect([...deps.archive.batches]).toEqual(before);
  });

  it.each([
    ['text that is no JSON', '{not json'],
    ['an unknown record type', JSON.stringify({ recordType: 'noise', event: event('event-1') })],
    ['an event without its required members', JSON.stringify({ recordType: 'view', event: { eventId: 'event-1' } })],
  ])('skips and counts %s, and keeps the rest', async (_, unreadable) => {
    const deps = fakes();
    const answer = await makeHandler(deps)(
      kinesisEventOf([unreadable, JSON.stringify(streamRecordOf(event('event-2')))]),
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(deps.metricSums).toMatchObject({ StreamRecordsUnreadable: 1 });
    expect([...deps.archive.batches.values()].flatMap(({ events }) => events)).toHaveLength(1);
  });

  it('names the first record that could not be stored; what came before is done', async () => {
    const deps = fakes();
    const put = deps.archive.put;
    deps.archive.put = (one) => (one.companyId === 'other-shop' ? Promise.reject(new Error('S3 is away')) : put(one));
    const events = [event('event-1'), event('event-2', { companyId: 'other-shop' }), event('event-3')];
    const answer = await makeHandler(deps)(kinesisEventOfShopEvents(events));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(deps.archive.batches.size).toBe(1);
  });

  it('does not store what comes late of people who were erased, nor of their sessions, and stores the others', async () => {
    const deps = fakes();
    deps.erased.customerIds.add('gone');
    deps.erased.sessionIds.add('gone-session');
    const kept = [
      event('event-3', { sessionId: 'gone-session', customerId: 'another' }),
      event('event-4', { customerId: 'another' }),
    ];
    const all = [event('event-1', { customerId: 'gone' }), event('event-2', { sessionId: 'gone-session' }), ...kept];
    expect(await makeHandler(deps)(kinesisEventOfShopEvents(all))).toEqual({ batchItemFailures: [] });
    expect([...deps.archive.batches.values()].flatMap(({ events }) => events)).toEqual(kept);
  });

  it('never logs an event', async () => {
    const deps = fakes();
    deps.archive.put = () => Promise.reject(new Error('S3 is away'));
    await makeHandler(deps)(kinesisEventOfShopEvents([event('event-1', { customerId: 'jane-the-customer' })]));
    expect(JSON.stringify(deps.logLines)).not.toMatch(/jane-the-customer|event-1|"s1"/);
  });
});
