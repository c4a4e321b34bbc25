import type { KinesisStreamEvent } from 'aws-lambda';
import { rejectionRecordOf, streamRecordOf } from '#contracts/events/stream-record';
import type { ShopEvent } from '#core/events/shop-event';
import type { Experiment } from '#core/experiments/experiment';
import type { AttributionBatch } from '#core/ports/attribution-store';
import type { OutcomeBatch } from '#core/ports/experiment-outcome-store';
import type { OfferEventBatch } from '#core/ports/offer-event-store';
import type { QuarantineBatch } from '#core/ports/quarantine-store';
import type { SessionBatch } from '#core/ports/shopper-store';
import { quarantineEvent } from '#core/quarantine/quarantine-event';
import { makeHandler } from '#lambdas/streams/aggregate-events';
import { companySettings, endpointFakes, testCompanyId, testNow } from '#test/support/endpoint-fakes';
import { anExperiment } from '#test/support/experiment-fixtures';
import { kinesisEventOf, kinesisEventOfShopEvents } from '#test/support/kinesis-event';
import { memoryErasedPeople } from '#test/support/memory-erased-people';

const event = (eventId: string, sessionId: string, type: ShopEvent['type'] = 'product_view'): ShopEvent => ({
  eventId,
  companyId: testCompanyId,
  type,
  occurredAt: testNow,
  receivedAt: testNow,
  sessionId,
  productId: 'p1',
});

const setUp = (
  failing: readonly string[] = [],
  experiments: readonly Experiment[] = [],
  settings = companySettings(),
) => {
  const fakes = endpointFakes({ settings });
  const batches: SessionBatch[] = [];
  const offerBatches: OfferEventBatch[] = [];
  const outcomeBatches: OutcomeBatch[] = [];
  const quarantined: QuarantineBatch[] = [];
  const attributed: AttributionBatch[] = [];
  const handler = makeHandler({
    ...fakes,
    erased: memoryErasedPeople(),
    quarantine: {
      add: async (batch) => {
        if (failing.includes('quarantine')) throw new Error('table down');
        quarantined.push(batch);
      },
    },
    attribution: {
      attribute: async (batch) => {
        if (failing.includes('attribution')) throw new Error('table down');
        attributed.push(batch);
        return 1;
      },
    },
    experiments: { running: async () => experiments },
    outcomes: { count: async (batch) => void outcomeBatches.push(batch) },
    offers: {
      apply: async (batch) => {
        offerBatches.push(batch);
        return { impressions: 1, accepts: 1, declines: 0, orphans: 2 };
      },
    },
    shoppers: {
      apply: async (batch) => {
        if (batch.sessions.some(({ sessionId }) => failing.includes(sessionId))) throw new Error('table down');
        batches.push(batch);
        const events = batch.sessions.flatMap((session) => session.events);
        const fresh = events.filter(
          ({ eventId }, index) => events.findIndex((one) => one.eventId === eventId) === index,
        );
        return { fresh, duplicates: events.length - fresh.length };
      },
    },
  });
  return { fakes, batches, offerBatches, outcomeBatches, quarantined, attributed, handler };
};

const rawEvent = (texts: readonly string[], partitionKey: string): KinesisStreamEvent =>
  kinesisEventOf(texts, { shard: 3, partitionKey, arrivedAt: testNow });

describe('quarantine', () => {
  const good = JSON.stringify(streamRecordOf(event('e1', 'a')));
  const rejection = quarantineEvent({
    companyId: testCompanyId,
    source: 'api',
    value: { eventId: 'e9', type: 'danced' },
    faults: [{ pointer: '/type', code: 'unknown_type', message: 'is unknown' }],
    receivedAt: testNow,
    isBot: false,
  });

  it('takes a record that nobody can read, by the company of its partition key, and loses nothing behind it', async () => {
    const { handler, batches, quarantined, fakes } = setUp();
    const answer = await handler(rawEvent(['{"poison"', good], `${testCompanyId}#a`));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(batches.flatMap(({ sessions }) => sessions)).toHaveLength(1);
    expect(quarantined).toEqual([expect.objectContaining({ companyId: testCompanyId, counterShard: 3 })]);
    expect(quarantined[0]?.entries).toEqual([
      expect.objectContaining({ reason: 'unreadable', source: 'stream', payload: '{"poison"', receivedAt: testNow }),
    ]);
    expect(fakes.metricSums).toMatchObject({ StreamRecordsUnreadable: 1 });
  });

  it('passes over what names no company, and says so', async () => {
    const { handler, quarantined, fakes } = setUp();
    expect(await handler(rawEvent(['poison'], 'NOBODY'))).toEqual({ batchItemFailures: [] });
    expect(quarantined).toEqual([]);
    expect(fakes.logLines).toContainEqual(expect.objectContaining({ code: 'stream_record_unreadable' }));
  });

  it('takes what failed the firewall, which no other consumer sees as an event', async () => {
    const { handler, batches, quarantined } = setUp();
    await handler(rawEvent([JSON.stringify(rejectionRecordOf(rejection)), good], `${testCompanyId}#a`));
    expect(quarantined.flatMap(({ entries }) => entries)).toEqual([rejection]);
    expect(batches.flatMap(({ sessions }) => sessions.flatMap(({ events }) => events))).toHaveLength(1);
  });

  it('asks for the batch again when the quarantine cannot be written, from its first record on', async () => {
    const { handler } = setUp(['quarantine']);
    const records = [good, JSON.stringify(rejectionRecordOf(rejection))];
    expect(await handler(rawEvent(records, `${testCompanyId}#a`))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
  });
});

describe('the aggregate consumer', () => {
  it('applies no offer that a robot looked at', async () => {
    const { handler, offerBatches } = setUp();
    const offer = { offerId: 'o', ruleId: 'r', type: 'CROSS_SELL', discount: { amount: 0, currency: 'EUR' } } as const;
    await handler(kinesisEventOfShopEvents([{ ...event('e1', 'a', 'offer_impression'), offer, isBot: true }]));
    expect(offerBatches).toEqual([]);
  });

  it('applies the events of a session together, in stream order, and the sessions of a company in one batch', async () => {
    const { handler, batches } = setUp();
    const answer = await handler(kinesisEventOfShopEvents([event('e1', 'a'), event('e2', 'b'), event('e3', 'a')]));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(batches).toHaveLength(1);
    const ids = batches[0]?.sessions.map(({ sessionId, events }) => [sessionId, events.map(({ eventId }) => eventId)]);
    expect(ids).toEqual([
      ['a', ['e1', 'e3']],
      ['b', ['e2']],
    ]);
  });

  it('puts no more sessions into a batch than a transaction takes', async () => {
    const { handler, batches } = setUp();
    await handler(kinesisEventOfShopEvents(Array.from({ length: 60 }, (_, index) => event(`e${index}`, `s${index}`))));
    expect(batches.map(({ sessions }) => sessions.length)).toEqual([25, 25, 10]);
  });

  it('never mixes companies', async () => {
    const { handler, batches } = setUp();
    await handler(kinesisEventOfShopEvents([event('e1', 'a'), { ...event('e2', 'a'), companyId: 'other-shop' }]));
    expect(batches.map(({ companyId, sessions }) => [companyId, sessions.length])).toEqual([
      [testCompanyId, 1],
      ['other-shop', 1],
    ]);
  });

  it('asks for the batch again from the first record that failed, and applies what can be applied', async () => {
    const { handler, batches } = setUp(['bad']);
    const other = { ...event('e3', 'c'), companyId: 'other-shop' };
    const answer = await handler(kinesisEventOfShopEvents([other, event('e1', 'a'), event('e2', 'bad')]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(batches.map(({ companyId }) => companyId)).toEqual(['other-shop']);
  });

  it('counts only fresh events, and duplicates apart', async () => {
    const { handler, fakes } = setUp();
    await handler(
      kinesisEventOfShopEvents([event('e1', 'a'), event('e1', 'a'), event('e2', 'b', 'recommendation_click')]),
    );
    expect(fakes.metricSums).toMatchObject({ ProductViewCount: 1, RecommendationClickCount: 1, EventsDuplicate: 1 });
  });

  it('hands on what experiments count, session by session, and nothing of a robot', async () => {
    const { handler, outcomeBatches } = setUp();
    const order = (eventId: string, sessionId: string) => ({
      ...event(eventId, sessionId, 'purchase'),
      orderId: eventId,
    });
    const events = [event('e1', 'a'), order('e2', 'a'), order('e3', 'b'), { ...order('e4', 'b'), isBot: true }];
    await handler(kinesisEventOfShopEvents(events));
    expect(outcomeBatches.map((batch) => [batch.sessionId, batch.events.map(({ eventId }) => eventId)])).toEqual([
      ['a', ['e2']],
      ['b', ['e3']],
    ]);
  });

  it('hands on what goes into carts only while an experiment counts it', async () => {
    const added = kinesisEventOfShopEvents([event('e1', 'a', 'add_to_cart')]);
    const counting = [anExperiment('x1', { exposure: 'cart' })];
    for (const [experiments, batches] of [
      [[anExperiment('x1')], 0],
      [counting, 1],
    ] as const) {
      const { handler, outcomeBatches } = setUp([], experiments);
      await handler(added);
      expect(outcomeBatches).toHaveLength(batches);
      if (batches > 0) expect(outcomeBatches[0]!.drawnExperiments).toEqual(counting);
    }
  });

  it('lets nobody who is held out take part in what is drawn', async () => {
    const settings = companySettings();
    const all = { ...settings.holdOut, value: { ...settings.holdOut.value, shareBasisPoints: 10_000 } };
    const { handler, outcomeBatches } = setUp([], [anExperiment('x1', { exposure: 'view' })], {
      ...settings,
      holdOut: all,
    });
    await handler(kinesisEventOfShopEvents([event('e1', 'a')]));
    expect(outcomeBatches).toEqual([]);
  });

  it('hands on what is about offers session by session, fresh or not, and counts what came of it', async () => {
    const { handler, fakes, offerBatches } = setUp();
    const offer = {
      offerId: 'off_1',
      ruleId: 'r1',
      type: 'CROSS_SELL',
      discount: { amount: 0, currency: 'EUR' },
    } as const;
    const shown = { ...event('e1', 'a', 'offer_impression'), offer };
    await handler(kinesisEventOfShopEvents([shown, shown, event('e2', 'a'), event('e3', 'b', 'offer_impression')]));
    expect(offerBatches.map(({ sessionId, events }) => [sessionId, events.map(({ eventId }) => eventId)])).toEqual([
      ['a', ['e1', 'e1']],
    ]);
    expect(fakes.metricSums).toMatchObject({ UpsellImpressionCount: 2, UpsellAcceptCount: 1, UpsellOrphanCount: 2 });
  });
});

describe('attribution', () => {
  it('hears of repeated events, too: a death between counting and crediting is made good by the repetition', async () => {
    const { handler, attributed } = setUp();
    const events = [event('e1', 'a', 'recommendation_click'), event('e1', 'a', 'recommendation_click')];
    await handler(kinesisEventOfShopEvents(events));
    expect(attributed).toEqual([
      expect.objectContaining({
        companyId: testCompanyId,
        orderIds: [],
        events,
        terms: { timeZone: companySettings().company.timeZone, clickWindowHours: 168, viewWindowHours: 0 },
      }),
    ]);
  });

  it('brings the records again when it fails', async () => {
    const { handler } = setUp(['attribution']);
    expect(await handler(kinesisEventOfShopEvents([event('e1', 'a')]))).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
  });
});
