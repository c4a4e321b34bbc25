import {
  createExperiment,
  deleteExperiment,
  experimentResultsSchema,
  experimentSchema,
  getExperiment,
  getExperimentResults,
  listExperiments,
  putExperiment,
  startExperiment,
  stopExperiment,
} from '#contracts/api/experiments';
import type { Operation } from '#contracts/operation';
import type { Experiment } from '#core/experiments/experiment';
import { mostRunningExperiments } from '#core/ports/experiment-store';
import { makeHandler as makeCreate } from '#lambdas/api/experiments/create-experiment';
import { makeHandler as makeDelete } from '#lambdas/api/experiments/delete-experiment';
import { makeHandler as makeGet } from '#lambdas/api/experiments/get-experiment';
import { makeHandler as makeResults } from '#lambdas/api/experiments/get-experiment-results';
import { makeHandler as makeList } from '#lambdas/api/experiments/list-experiments';
import { makeHandler as makePut } from '#lambdas/api/experiments/put-experiment';
import { makeHandler as makeStart } from '#lambdas/api/experiments/start-experiment';
import { makeHandler as makeStop } from '#lambdas/api/experiments/stop-experiment';
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
import { anExperiment, anExperimentDraft } from '#test/support/experiment-fixtures';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { memoryExperimentOutcomes, memoryExperimentStore } from '#test/support/memory-experiment-stores';
import { aRule } from '#test/support/offer-fixtures';

/** Rules of which each shows an offer to the shoppers of one variant. */
const rulesFor = (...variants: readonly string[]) =>
  variants.map((variant) =>
    aRule(variant, { conditions: { type: 'experiment-variant', experimentId: 'e1', variants: [variant] } }),
  );

const setUp = (
  options: FakeOptions = {},
  own: readonly Experiment[] = [anExperiment('e1')],
  rules = rulesFor('control', 'treatment', 'a', 'b', 'c'),
) => {
  const store = memoryExperimentStore(own);
  const outcomes = memoryExperimentOutcomes();
  const deps = { ...endpointFakes(options), experiments: store, outcomes, rules: { enabled: async () => rules } };
  const handlers = new Map<Operation, ReturnType<typeof makeList>>([
    [listExperiments, makeList(deps)],
    [createExperiment, makeCreate(deps)],
    [getExperiment, makeGet(deps)],
    [putExperiment, makePut(deps)],
    [deleteExperiment, makeDelete(deps)],
    [startExperiment, makeStart(deps)],
    [stopExperiment, makeStop(deps)],
    [getExperimentResults, makeResults(deps)],
  ]);
  const call = (operation: Operation, parts: HttpEventParts = {}) =>
    handlers.get(operation)!(
      httpEvent(operation, {
        params: operation.path.includes('{experimentId}') ? { experimentId: 'e1' } : {},
        query: { companyId: testCompanyId },
        claims: claimsOf(testUserId),
        ...(operation.requiresIfMatch ? { headers: { 'If-Match': '"v1"' } } : {}),
        ...(operation.body ? { body: anExperimentDraft() } : {}),
        ...parts,
      }),
      testContext,
    );
  return { store, outcomes, call };
};

const guarded = (operation: Operation) =>
  itGuardsMembers(operation, (parts, options) => setUp(options).call(operation, parts));

const running = (overrides: Partial<Experiment> = {}) =>
  anExperiment('e1', { status: 'RUNNING', startedAt: testNow, ...overrides });
const stopped = () => running({ status: 'STOPPED', stoppedAt: testNow });

const pointersOf = (answer: Parameters<typeof jsonBody>[0]) =>
  (jsonBody(answer) as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer);

const absent = { params: { experimentId: 'nobody' } };

describe('POST /api/upsell/experiments', () => {
  guarded(createExperiment);

  it('answers 201 with a draft, its place and its version', async () => {
    const answer = await setUp({}, []).call(createExperiment);
    expect(answer.statusCode).toBe(201);
    const body = experimentSchema.parse(jsonBody(answer));
    expect(body).toMatchObject({ ...anExperimentDraft(), status: 'DRAFT', version: 1, startedAt: null });
    expect(answer.headers).toMatchObject({ etag: '"v1"', location: `/api/upsell/experiments/${body.experimentId}` });
  });

  it('fills in what a merchant need not say', async () => {
    const { name, variants } = anExperimentDraft();
    const answer = await setUp().call(createExperiment, { body: { name, variants } });
    expect(jsonBody(answer)).toMatchObject({ unit: 'session', metric: 'conversion', trafficBasisPoints: 10_000 });
  });

  it('creates one experiment for one Idempotency-Key', async () => {
    const { call, store } = setUp({}, []);
    const headers = { 'Idempotency-Key': 'once' };
    const first = await call(createExperiment, { headers });
    expect(jsonBody(await call(createExperiment, { headers }))).toEqual(jsonBody(first));
    expect(store.experiments.size).toBe(1);
  });

  it('answers 400 that names what is wrong', async () => {
    const answer = await setUp().call(createExperiment, { body: anExperimentDraft({ trafficBasisPoints: 10_001 }) });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer)).toMatchObject({ errors: [{ pointer: '/body/trafficBasisPoints' }] });
  });
});

describe('GET /api/upsell/experiments', () => {
  guarded(listExperiments);

  it('answers the experiments of a status by id', async () => {
    const { call } = setUp({}, [anExperiment('e2'), running(), anExperiment('e3', { status: 'STOPPED' })]);
    const ids = async (query: Record<string, string>) =>
      (jsonBody(await call(listExperiments, { query })).data as Experiment[]).map(({ experimentId }) => experimentId);
    expect(await ids({})).toEqual(['e1', 'e2', 'e3']);
    expect(await ids({ status: 'RUNNING' })).toEqual(['e1']);
  });
});

describe('GET /api/upsell/experiments/{experimentId}', () => {
  guarded(getExperiment);

  it('answers 200 with the experiment and its version, and 404 for an absent one', async () => {
    const { call } = setUp();
    const answer = await call(getExperiment);
    expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v1"']);
    expect(experimentSchema.parse(jsonBody(answer)).experimentId).toBe('e1');
    expect((await call(getExperiment, absent)).statusCode).toBe(404);
  });
});

describe('PUT /api/upsell/experiments/{experimentId}', () => {
  guarded(putExperiment);

  it('replaces a draft under the next version', async () => {
    const answer = await setUp().call(putExperiment, { body: anExperimentDraft({ salt: 'other' }) });
    expect([answer.statusCode, answer.headers?.etag]).toEqual([200, '"v2"']);
    expect(jsonBody(answer)).toMatchObject({ salt: 'other', version: 2, status: 'DRAFT' });
  });

  it('lets a running experiment be renamed and grow, and keeps it running since its start', async () => {
    const { call } = setUp({}, [running({ trafficBasisPoints: 1000 })]);
    const answer = await call(putExperiment, { body: anExperimentDraft({ name: 'New', trafficBasisPoints: 2000 }) });
    expect(jsonBody(answer)).toMatchObject({
      name: 'New',
      trafficBasisPoints: 2000,
      status: 'RUNNING',
      startedAt: testNow,
    });
  });

  it.each<[string, Partial<Experiment>]>([
    ['salt', { salt: 'other' }],
    [
      'weights',
      {
        variants: [
          { variant: 'control', weight: 1 },
          { variant: 'treatment', weight: 2 },
        ],
      },
    ],
    ['metric', { metric: 'revenue' }],
    ['least units', { leastUnits: 200 }],
    ['smaller traffic', { trafficBasisPoints: 9999 }],
  ])('answers 409 to another design of a running experiment: %s', async (_, change) => {
    const { call, store } = setUp({}, [running()]);
    const answer = await call(putExperiment, { body: anExperimentDraft(change) });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([409, 'conflict']);
    expect([...store.experiments.values()]).toEqual([running()]);
  });

  it('answers 409 once it has ended, 412 to an old version, 428 without one, 404 for an absent one', async () => {
    expect((await setUp({}, [stopped()]).call(putExperiment)).statusCode).toBe(409);
    const { call } = setUp();
    expect((await call(putExperiment, { headers: { 'If-Match': '"v7"' } })).statusCode).toBe(412);
    expect((await call(putExperiment, { headers: {} })).statusCode).toBe(428);
    expect((await call(putExperiment, absent)).statusCode).toBe(404);
  });
});

describe('DELETE /api/upsell/experiments/{experimentId}', () => {
  guarded(deleteExperiment);

  it('answers 204, again too, and 409 while it runs', async () => {
    const { call, store } = setUp();
    expect((await call(deleteExperiment)).statusCode).toBe(204);
    expect((await call(deleteExperiment)).statusCode).toBe(204);
    expect(store.experiments.size).toBe(0);
    expect((await setUp({}, [running()]).call(deleteExperiment)).statusCode).toBe(409);
  });
});

describe('POST /api/upsell/experiments/{experimentId}/start', () => {
  guarded(startExperiment);

  it('answers 403 where the plan has no experiments', async () => {
    const answer = await setUp({ defaultPlan: 'starter' }).call(startExperiment);
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([403, 'not_in_plan']);
    expect((await setUp({ defaultPlan: 'growth' }).call(startExperiment)).statusCode).toBe(200);
  });

  it('starts a draft now, and changes nothing when it runs already', async () => {
    const { call, store } = setUp();
    const answer = await call(startExperiment);
    expect(answer.statusCode).toBe(200);
    expect(experimentSchema.parse(jsonBody(answer))).toMatchObject({
      status: 'RUNNING',
      startedAt: testNow,
      version: 2,
    });
    expect(jsonBody(await call(startExperiment))).toEqual(jsonBody(answer));
    expect(await store.running(testCompanyId)).toHaveLength(1);
  });

  it.each<[string, Partial<Experiment>, string]>([
    ['one variant', { variants: [{ variant: 'a', weight: 1 }] }, '/body/variants'],
    ['two of one name', { variants: [1, 1].map((weight) => ({ variant: 'a', weight })) }, '/body/variants/1/variant'],
    [
      'nobody in the first',
      { variants: ['a', 'b', 'c'].map((variant, weight) => ({ variant, weight })) },
      '/body/variants/0/weight',
    ],
    ['no traffic', { trafficBasisPoints: 0 }, '/body/trafficBasisPoints'],
    ['an empty range', { group: { name: 'g', from: 5000, to: 5000 } }, '/body/group/to'],
    ['a range of another experiment', { group: { name: 'g', from: 4000, to: 8000 } }, '/body/group'],
    ['targeting by what is not known yet', { targeting: { type: 'orders-count', atLeast: 1 } }, '/body/targeting'],
    [
      'a guardrail on its own metric',
      { guardrails: [{ metric: 'conversion', mostLossBasisPoints: 100 }] },
      '/body/guardrails/0/metric',
    ],
  ])('answers 422 that names the field of a design that can tell nothing: %s', async (_, change, pointer) => {
    const other = running({ experimentId: 'e2', group: { name: 'g', from: 0, to: 5000 } });
    const answer = await setUp({}, [anExperiment('e1', change), other]).call(startExperiment);
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([422, 'unprocessable']);
    expect(jsonBody(answer)).toMatchObject({ errors: [{ pointer }] });
  });

  it('answers 422 for a variant that no rule shows an offer to, unless carts count', async () => {
    const onlyTreatment = rulesFor('treatment');
    const byOffer = await setUp({}, [anExperiment('e1')], onlyTreatment).call(startExperiment);
    expect([byOffer.statusCode, pointersOf(byOffer)]).toEqual([422, ['/body/variants/0']]);
    const byCart = [anExperiment('e1', { exposure: 'cart' })];
    expect((await setUp({}, byCart, onlyTreatment).call(startExperiment)).statusCode).toBe(200);
    const without = await setUp({}, byCart, []).call(startExperiment);
    expect([without.statusCode, pointersOf(without)]).toEqual([422, ['/body/variants']]);
  });

  it('takes a rule for all but one variant as one for each of the others', async () => {
    const isControl = { type: 'experiment-variant', experimentId: 'e1', variants: ['control'] } as const;
    const isMobile = { type: 'device', devices: ['mobile'] } as const;
    const rules = [
      aRule('r1', { conditions: { type: 'all', conditions: [isMobile, { type: 'not', condition: isControl }] } }),
      aRule('r2', { conditions: { type: 'any', conditions: [isControl, isMobile] } }),
    ];
    expect((await setUp({}, [anExperiment('e1')], rules).call(startExperiment)).statusCode).toBe(200);
    const without = await setUp({}, [anExperiment('e1')], rules.slice(0, 1)).call(startExperiment);
    expect(pointersOf(without)).toEqual(['/body/variants/0']);
  });

  it('answers 409 once it has ended, and when as many run as may; 404 for an absent one', async () => {
    expect((await setUp({}, [stopped()]).call(startExperiment)).statusCode).toBe(409);
    const many = Array.from({ length: mostRunningExperiments }, (_, index) => running({ experimentId: `r${index}` }));
    expect((await setUp({}, [anExperiment('e1'), ...many]).call(startExperiment)).statusCode).toBe(409);
    expect((await setUp().call(startExperiment, absent)).statusCode).toBe(404);
  });
});

describe('POST /api/upsell/experiments/{experimentId}/stop', () => {
  guarded(stopExperiment);

  it('stops a running experiment for good, and changes nothing when it has ended', async () => {
    const { call } = setUp({}, [running()]);
    const answer = await call(stopExperiment);
    expect(jsonBody(answer)).toMatchObject({ status: 'STOPPED', stoppedAt: testNow, version: 2 });
    expect(jsonBody(await call(stopExperiment))).toEqual(jsonBody(answer));
  });

  it('answers 409 to a draft, and 404 for an absent one', async () => {
    expect((await setUp().call(stopExperiment)).statusCode).toBe(409);
    expect((await setUp().call(stopExperiment, absent)).statusCode).toBe(404);
  });
});

describe('GET /api/upsell/experiments/{experimentId}/results', () => {
  guarded(getExperimentResults);

  it('answers what was counted of each variant, in the currency of the company, and a verdict', async () => {
    const { call, outcomes } = setUp({}, [running()]);
    const at = { companyId: testCompanyId, occurredAt: testNow, receivedAt: testNow };
    const discount = { amount: 0, currency: 'EUR' };
    const shown = { ruleId: 'r1', type: 'CROSS_SELL', experimentId: 'e1', variant: 'treatment', discount } as const;
    for (const [sessionId, currency] of [
      ['s1', 'EUR'],
      ['s2', 'CHF'],
    ] as const) {
      const events = [
        { ...at, sessionId, eventId: 'one', type: 'offer_impression', offer: { ...shown, offerId: 'o1' } },
        { ...at, sessionId, eventId: 'two', type: 'purchase', orderId: sessionId, value: { amount: 900, currency } },
      ] as const;
      await outcomes.count({ companyId: testCompanyId, sessionId, events, counterShard: 0, now: testNow });
    }
    const answer = await call(getExperimentResults);
    expect(answer.statusCode).toBe(200);
    const results = experimentResultsSchema.strict().parse(jsonBody(answer));
    expect(results).toMatchObject({ currency: 'EUR', status: 'RUNNING', verdict: { code: 'too-early', winner: null } });
    expect(results.variants.map(({ variant, units }) => [variant, units])).toEqual([
      ['control', 0],
      ['treatment', 2],
    ]);
    expect(results.variants[1]!.metrics).toMatchObject({
      conversion: { value: 1 },
      revenue: { value: 450 },
      'order-value': { value: 900 },
      clicks: { value: 0 },
    });
    expect(results.segments.map(({ segment }) => segment)).toEqual(['guest']);
  });

  it('answers 404 for an absent experiment', async () => {
    expect((await setUp().call(getExperimentResults, absent)).statusCode).toBe(404);
  });
});
