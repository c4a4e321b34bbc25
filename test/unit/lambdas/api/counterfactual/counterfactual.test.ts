import { estimateDraft, estimateResponse, replayLists, replayResponse } from '#contracts/api/counterfactual';
import type { ShopEvent } from '#core/events/shop-event';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import { makeHandler as makeEstimate } from '#lambdas/api/counterfactual/estimate-draft';
import { makeHandler as makeReplay } from '#lambdas/api/counterfactual/replay-lists';
import {
  claimsOf,
  companySettings,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { fakeRecommendDependencies } from '#test/support/recommendation-fakes';
import { exploring, shownLog, shownStore } from '#test/support/shown-lists';

const settings = exploring(companySettings(), 0.3);
const stored = settings.recommendationConfig.value;
const placement = 'also-bought';

const setUp = (events: readonly ShopEvent[] = [], options: FakeOptions = {}) => {
  const days: string[] = [];
  const archive = {
    async *streamDay(_: string, day: string) {
      days.push(day);
      yield* events;
    },
  };
  const models = { get: async (_: string, version: string) => (version === 'm2' ? ({} as never) : undefined) };
  const freshReader = () => fakeRecommendDependencies(shownStore);
  const deps = { ...endpointFakes({ settings, ...options }), archive, models, freshReader };
  const call = { claims: claimsOf(testUserId), query: { companyId: testCompanyId } };
  return {
    days,
    estimate: (parts: HttpEventParts = {}) => {
      const body = { placement, config: stored, from: '2026-11-19', to: '2026-11-19' };
      return makeEstimate(deps)(httpEvent(estimateDraft, { ...call, body, ...parts }), testContext);
    },
    replay: (parts: HttpEventParts = {}) => {
      const body = { placement, config: stored, day: '2026-11-19' };
      return makeReplay(deps)(httpEvent(replayLists, { ...call, body, ...parts }), testContext);
    },
  };
};

type Answer = Parameters<typeof jsonBody>[0];
const estimated = (answer: Answer) => estimateResponse.strict().parse(jsonBody(answer));
const replayed = (answer: Answer) => replayResponse.strict().parse(jsonBody(answer));

/** p9 is what shoppers want, though it ranks last. */
const clicks = (productId: string): number => (productId === 'p9' ? 0.5 : 0.1);
const pinning = (productId: string): RecommendationConfig => ({
  ...stored,
  explorationShare: 0,
  pins: [{ sourceProductId: null, productId, position: 3 }],
});

describe('POST /api/counterfactual/estimate', () => {
  itGuardsMembers(estimateDraft, (parts, options) => setUp([], options).estimate(parts));

  it('tells what a draft would have earned that was never served, with an interval that covers the truth', async () => {
    const events = await shownLog(settings, { sessions: 2500, clicks, seed: 2 });
    const { estimate, days } = setUp(events);
    const body = { placement, config: pinning('p9'), from: '2026-11-19', to: '2026-11-19' };
    const answer = estimated(await estimate({ body }));
    expect(days).toEqual(['2026/11/19']);
    expect(answer.log).toMatchObject({ isComplete: true, lists: 2500 });
    const truth = (3 * 0.1 + 0.5) / 4;
    const { low, high } = answer.estimates!.doublyRobust;
    expect([low < truth, truth < high, high - low < 0.15]).toEqual([true, true, true]);
    expect(answer.observed).toBeLessThan(low);
    expect(answer.text).toMatch(/would have been [\d.]+ % \(between/);
  });

  it('comes to what was observed for the configuration that was live', async () => {
    const answer = estimated(await setUp(await shownLog(settings, { sessions: 500, clicks })).estimate());
    expect(answer.overlap.meanWeight).toBeCloseTo(1, 10);
    expect(answer.estimates?.ips.value).toBeCloseTo(answer.observed!, 10);
  });

  it('refuses in plain words where lists were not explored, and where nothing was shown', async () => {
    const unexplored = await shownLog(exploring(companySettings(), 0), { sessions: 300, clicks });
    const body = { placement, config: pinning('p9'), from: '2026-11-19', to: '2026-11-19' };
    const refused = estimated(await setUp(unexplored).estimate({ body }));
    expect(refused).toMatchObject({ kind: 'refused', reason: 'unbalanced-weights', estimates: null });
    expect(refused.text).toContain('never shown');
    expect(estimated(await setUp().estimate())).toMatchObject({ kind: 'refused', reason: 'no-decisions' });
  });

  it('takes each list once, no robots, and no list that turned to its shopper', async () => {
    const events = await shownLog(settings, { sessions: 200, clicks });
    const robots = events.map((event) => ({ ...event, sessionId: `bot-${event.sessionId}`, isBot: true }));
    const personal = events.map((event) => ({ ...event, sessionId: `own-${event.sessionId}`, plainLength: undefined }));
    const alone = estimated(await setUp(events).estimate());
    expect(estimated(await setUp([...robots, ...events, ...personal, ...events]).estimate())).toEqual({
      ...alone,
      log: { ...alone.log, events: 4 * alone.log.events },
    });
  });

  it.each([
    ['an end before its start', '2026-11-19', '2026-11-18'],
    ['more than two weeks', '2026-11-01', '2026-11-19'],
  ])('answers 422 to %s', async (_, from, to) => {
    expect((await setUp().estimate({ body: { placement, config: stored, from, to } })).statusCode).toBe(422);
  });
});

describe('POST /api/counterfactual/replay', () => {
  itGuardsMembers(replayLists, (parts, options) => setUp([], options).replay(parts));

  it('tells what a draft would change, with the clicks and margin that it would bring', async () => {
    const events = await shownLog(settings, { sessions: 800, clicks });
    const answer = replayed(
      await setUp(events).replay({ body: { placement, config: pinning('p9'), day: '2026-11-19', lists: 300 } }),
    );
    expect(answer).toMatchObject({ lists: 300, changedLists: 300, changedItemShare: 0.25 });
    expect([answer.now.products, answer.draft.products]).toEqual([4, 4]);
    expect(answer.clickChange.value).toBeCloseTo(0.4, 1);
    expect(answer.marginChange.value).toBeCloseTo(400 * answer.clickChange.value, 6);
    expect(answer.text).toContain('25.0 % of the items in 300 lists');
  });

  it('tells what another model would change', async () => {
    const events = await shownLog(settings, { sessions: 50, clicks });
    const answer = replayed(await setUp(events).replay({ body: { placement, modelVersion: 'm2', day: '2026-11-19' } }));
    expect(answer).toMatchObject({ lists: 50, changedItemShare: 1 });
  });

  it('says that nothing changes where nothing does, and that there is nothing where nothing was shown', async () => {
    const events = await shownLog(settings, { sessions: 50, clicks });
    expect(replayed(await setUp(events).replay())).toMatchObject({
      changedLists: 0,
      clickChange: { value: 0, low: 0, high: 0 },
      text: 'Nothing would change in 50 lists.',
    });
    expect(replayed(await setUp().replay())).toMatchObject({ lists: 0, log: { events: 0, isComplete: true } });
  });

  it('answers 422 to a model that does not exist and 400 to a replay of nothing', async () => {
    const { replay } = setUp();
    expect((await replay({ body: { placement, modelVersion: 'm9', day: '2026-11-19' } })).statusCode).toBe(422);
    expect((await replay({ body: { placement, day: '2026-11-19' } })).statusCode).toBe(400);
  });
});
