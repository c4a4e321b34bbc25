import { getDataQuality, listQuarantine, replayQuarantine } from '#contracts/api/quarantine';
import type { Operation } from '#contracts/operation';
import { sumQuality } from '#core/events/data-quality';
import { InvalidCursorError } from '#core/ports/store-errors';
import { type FailedEvent, quarantineEvent } from '#core/quarantine/quarantine-event';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import { makeHandler as makeQuality } from '#lambdas/api/quarantine/get-data-quality';
import { makeHandler as makeList } from '#lambdas/api/quarantine/list-quarantine';
import { makeHandler as makeReplay } from '#lambdas/api/quarantine/replay-quarantine';
import {
  claimsOf,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { eventFakes } from '#test/support/event-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';

/** Came an hour ago with a time that lay half an hour ahead: good by now. */
const cameAt = '2026-11-20T09:00:00.000Z';
const waiting = (eventId: string, value: object = {}, change: Partial<FailedEvent> = {}): QuarantinedEvent =>
  quarantineEvent({
    companyId: testCompanyId,
    source: 'api',
    value: {
      eventId,
      type: 'product_view',
      occurredAt: '2026-11-20T09:30:00Z',
      sessionId: 's1',
      productId: 'p1',
      ...value,
    },
    faults: [{ pointer: '/occurredAt', code: 'in_future', message: 'lies ahead' }],
    receivedAt: cameAt,
    isBot: false,
    ...change,
  });

const setUp = (entries: readonly QuarantinedEvent[] = [], options: FakeOptions = {}, takes = true) => {
  const stream = eventFakes(() => takes);
  const kept = new Map(entries.map((entry) => [entry.entryId, entry]));
  const deps = {
    ...endpointFakes(options),
    ...stream,
    quarantine: {
      list: async (_companyId: string, { cursor }: { cursor?: string }) => {
        if (cursor !== undefined) throw new InvalidCursorError();
        return { data: [...kept.values()], nextCursor: null };
      },
      getMany: async (_companyId: string, ids: readonly string[]) => ids.flatMap((entryId) => kept.get(entryId) ?? []),
      release: async (_companyId: string, entryId: string) => void kept.delete(entryId),
    },
    counters: {
      quality: async (_companyId: string, dates: readonly string[]) =>
        dates.map((date) => sumQuality(date, [{ bots: 2 }])),
    },
  };
  const handlers = new Map<Operation, ReturnType<typeof makeList>>([
    [listQuarantine, makeList(deps)],
    [replayQuarantine, makeReplay(deps)],
    [getDataQuality, makeQuality(deps)],
  ]);
  const call = (operation: Operation, { query, ...parts }: HttpEventParts = {}) => {
    const request = { claims: claimsOf(testUserId), ...parts, query: { companyId: testCompanyId, ...query } };
    return handlers.get(operation)!(httpEvent(operation, request), testContext);
  };
  return { call, kept, stream };
};

describe('GET /api/events/quarantine', () => {
  itGuardsMembers(listQuarantine, (parts, options) => setUp([], options).call(listQuarantine, parts));

  it('answers 200 with what failed and why', async () => {
    const { call } = setUp([waiting('event-0001')]);
    const answer = await call(listQuarantine);
    expect(answer.statusCode).toBe(200);
    expect(listQuarantine.response?.parse(jsonBody(answer)).data).toEqual([
      expect.objectContaining({ eventId: 'event-0001', reason: 'in_future', receivedAt: cameAt }),
    ]);
  });

  it('answers 400 to a cursor that it did not give', async () => {
    expect((await setUp().call(listQuarantine, { query: { cursor: 'made-up' } })).statusCode).toBe(400);
  });
});

describe('POST /api/events/quarantine/replay', () => {
  const replay = async (entries: readonly QuarantinedEvent[], set = setUp(entries)) => {
    const body = { entryIds: entries.map(({ entryId }) => entryId) };
    const answer = await set.call(replayQuarantine, { body });
    return { ...set, answer, results: jsonBody<{ results: unknown[] }>(answer).results };
  };

  itGuardsMembers(replayQuarantine, (parts, options) =>
    setUp([], options).call(replayQuarantine, { body: { entryIds: ['0'.repeat(32)] }, ...parts }),
  );

  it('sends what is good now under its own id, and takes it out', async () => {
    const entry = waiting('event-0001');
    const { answer, results, stream, kept } = await replay([entry]);
    expect(answer.statusCode).toBe(200);
    expect(results).toEqual([{ entryId: entry.entryId, status: 'replayed' }]);
    expect(stream.stored).toEqual([
      expect.objectContaining({ eventId: 'event-0001', sessionId: 's1', receivedAt: testNow }),
    ]);
    expect(kept.size).toBe(0);
  });

  it('finds nothing to send the second time', async () => {
    const entry = waiting('event-0001');
    const set = setUp([entry]);
    await replay([entry], set);
    expect((await replay([entry], set)).results).toEqual([{ entryId: entry.entryId, status: 'not_found' }]);
    expect(set.stream.stored).toHaveLength(1);
  });

  it('leaves what is still bad, too old, cut or no event, and says which', async () => {
    const bad = waiting('event-0001', { type: 'danced' });
    const old = waiting('event-0002', { occurredAt: '2026-11-12T09:30:00Z' });
    const cut = waiting('event-0003', { note: 'x'.repeat(9_000) });
    const poison = waiting('event-0004', {}, { source: 'stream', value: '{"poison"' });
    const { results, kept, stream } = await replay([bad, old, cut, poison]);
    expect(results).toEqual([
      { entryId: bad.entryId, status: 'still_bad', reason: 'unknown_type' },
      { entryId: old.entryId, status: 'still_bad', reason: 'too_old' },
      { entryId: cut.entryId, status: 'not_replayable' },
      { entryId: poison.entryId, status: 'not_replayable' },
    ]);
    expect([kept.size, stream.stored, stream.rejections]).toEqual([4, [], []]);
  });

  it('keeps what the stream did not take', async () => {
    const entry = waiting('event-0001');
    const { results, kept } = await replay([entry], setUp([entry], {}, false));
    expect(results).toEqual([{ entryId: entry.entryId, status: 'not_written' }]);
    expect(kept.size).toBe(1);
  });

  it('still knows a robot’s event for one', async () => {
    const { stream } = await replay([waiting('event-0001', {}, { isBot: true })]);
    expect(stream.stored).toEqual([expect.objectContaining({ isBot: true })]);
  });

  it('answers 400 to ids that no entry has', async () => {
    expect((await setUp().call(replayQuarantine, { body: { entryIds: ['x'] } })).statusCode).toBe(400);
  });
});

describe('GET /api/events/data-quality', () => {
  const query = { from: '2026-11-19', to: '2026-11-20' };
  itGuardsMembers(getDataQuality, (parts, options) => setUp([], options).call(getDataQuality, { query, ...parts }));

  it('answers 200 with one entry per day', async () => {
    const answer = await setUp().call(getDataQuality, { query });
    expect(answer.statusCode).toBe(200);
    expect(getDataQuality.response?.parse(jsonBody(answer)).days).toEqual([
      expect.objectContaining({
        date: '2026-11-19',
        flagged: { bots: 2, clockCorrected: 0, orphanClicks: 0, orphanAccepts: 0 },
      }),
      expect.objectContaining({ date: '2026-11-20' }),
    ]);
  });

  it.each([
    [{ from: '2026-11-20', to: '2026-11-19' }, 422],
    [{ from: '2026-01-01', to: '2026-11-19' }, 422],
    [{ from: 'yesterday', to: '2026-11-19' }, 400],
  ])('answers for %p with %i', async (given, status) => {
    expect((await setUp().call(getDataQuality, { query: given })).statusCode).toBe(status);
  });
});
