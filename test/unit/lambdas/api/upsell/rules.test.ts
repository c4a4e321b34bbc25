import {
  createRule,
  deleteRule,
  getRule,
  lintRules,
  listRuleRevisions,
  listRules,
  putRule,
  ruleSchema,
  savedRuleSchema,
} from '#contracts/api/upsell-rules';
import type { Operation } from '#contracts/operation';
import { mostEnabledRules } from '#core/ports/rule-store';
import { upsellTypes } from '#core/rules/offer-declarations';
import { upsellUrgencies } from '#core/rules/targeting-rule';
import { makeHandler as makeCreate } from '#lambdas/api/upsell/create-rule';
import { makeHandler as makeDelete } from '#lambdas/api/upsell/delete-rule';
import { makeHandler as makeGet } from '#lambdas/api/upsell/get-rule';
import { makeHandler as makeLint } from '#lambdas/api/upsell/lint-rules';
import { makeHandler as makeRevisions } from '#lambdas/api/upsell/list-rule-revisions';
import { makeHandler as makeList } from '#lambdas/api/upsell/list-rules';
import { makeHandler as makePut } from '#lambdas/api/upsell/put-rule';
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
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsMembers } from '#test/support/it-guards-members';
import { memoryRuleStore } from '#test/support/memory-offer-stores';
import { aDraft, aRule } from '#test/support/offer-fixtures';

const offers = {
  BULK_DISCOUNT: { type: 'BULK_DISCOUNT' },
  SUBSCRIPTION: { type: 'SUBSCRIPTION', productIds: ['coffee'] },
  CROSS_SELL: { type: 'CROSS_SELL', relation: 'also-bought', most: 2, percentOff: 1000 },
  BUNDLE: { type: 'BUNDLE', productIds: ['a', 'b'], discountType: 'PERCENTAGE', percentOff: 1500 },
  FREE_GIFT: { type: 'FREE_GIFT', productIds: ['mug'] },
  FREE_SHIPPING: { type: 'FREE_SHIPPING', currency: 'EUR', threshold: 5000, shippingCost: 490 },
} as const;

const setUp = (options: FakeOptions = {}, rules = [aRule('r1')]) => {
  const store = memoryRuleStore(rules);
  const deps = { ...endpointFakes(options), rules: store };
  const handlers = new Map<Operation, ReturnType<typeof makeList>>([
    [listRules, makeList(deps)],
    [createRule, makeCreate(deps)],
    [getRule, makeGet(deps)],
    [putRule, makePut(deps)],
    [deleteRule, makeDelete(deps)],
    [listRuleRevisions, makeRevisions(deps)],
    [lintRules, makeLint(deps)],
  ]);
  const call = (operation: Operation, parts: HttpEventParts = {}) =>
    handlers.get(operation)!(
      httpEvent(operation, {
        params: operation.path.includes('{ruleId}') ? { ruleId: 'r1' } : {},
        query: { companyId: testCompanyId },
        claims: claimsOf(testUserId),
        ...(operation.requiresIfMatch ? { headers: { 'If-Match': '"v1"' } } : {}),
        ...(operation.body ? { body: aDraft() } : {}),
        ...parts,
      }),
      testContext,
    );
  return { store, call };
};

const guarded = (operation: Operation) =>
  itGuardsMembers(operation, (parts, options) => setUp(options).call(operation, parts));

const pointersOf = (answer: Parameters<typeof jsonBody>[0]) =>
  (jsonBody(answer) as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer);

describe('POST /api/upsell/rules', () => {
  guarded(createRule);

  it('answers 201 with the rule, its place, its version and what the linter finds', async () => {
    const { call } = setUp({}, []);
    const answer = await call(createRule);
    expect(answer.statusCode).toBe(201);
    const body = savedRuleSchema.parse(jsonBody(answer));
    expect(body).toMatchObject({ ...aDraft(), version: 1, createdAt: testNow, updatedBy: testUserId, findings: [] });
    expect(answer.headers).toMatchObject({ etag: '"v1"', location: `/api/upsell/rules/${body.ruleId}` });
  });

  it.each(upsellTypes)('takes an offer of type %s and answers it as it was sent', async (type) => {
    const { call } = setUp();
    const answer = await call(createRule, { body: aDraft({ offer: offers[type] }) });
    expect(answer.statusCode).toBe(201);
    expect(jsonBody(answer).offer).toEqual(offers[type]);
  });

  it.each(upsellUrgencies)('takes the urgency %s', async (urgency) => {
    expect(jsonBody(await setUp().call(createRule, { body: aDraft({ urgency }) })).urgency).toBe(urgency);
  });

  it('fills in what a merchant need not say', async () => {
    const { name, conditions, offer } = aDraft();
    const answer = await setUp().call(createRule, { body: { name, conditions, offer } });
    expect(jsonBody(answer)).toMatchObject({ ...aDraft() });
  });

  it('creates one rule for one Idempotency-Key, and answers 422 for another body under it', async () => {
    const { call, store } = setUp({}, []);
    const headers = { 'Idempotency-Key': 'once' };
    const first = await call(createRule, { headers });
    const second = await call(createRule, { headers });
    expect(jsonBody(second)).toEqual(jsonBody(first));
    expect(store.rules.size).toBe(1);
    const other = await call(createRule, { headers, body: aDraft({ name: 'Another' }) });
    expect([other.statusCode, jsonBody(other).code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('says which rule goes first and keeps it from being shown', async () => {
    const { call } = setUp({}, [aRule('first', { priority: 900, combination: { mode: 'EXCLUSIVE' } })]);
    const body = savedRuleSchema.parse(jsonBody(await call(createRule)));
    expect(body.findings).toMatchObject([
      { kind: 'overlapping', ruleId: 'first' },
      { kind: 'shadowed', ruleId: body.ruleId, otherRuleId: 'first' },
    ]);
  });

  it('answers 409 beyond the most enabled rules, and takes a disabled one', async () => {
    const full = Array.from({ length: mostEnabledRules }, (_, index) => aRule(`r${String(index).padStart(4, '0')}`));
    const { call } = setUp({}, full);
    expect((await call(createRule)).statusCode).toBe(409);
    expect((await call(createRule, { body: aDraft({ enabled: false }) })).statusCode).toBe(201);
  });

  const condition = (...conditions: unknown[]) => ({ ...aDraft(), conditions: { type: 'all', conditions } });
  const nested = (depth: number): unknown =>
    depth === 0 ? { type: 'cart-quantity', atLeast: 1 } : { type: 'all', conditions: [nested(depth - 1)] };

  it.each<[string, object]>([
    ['/body/conditions/conditions/0/type', condition({ type: 'moon-phase' })],
    ['/body/conditions/conditions/0/devices/0', condition({ type: 'device', devices: ['fridge'] })],
    ['/body/conditions/conditions/0/atLeast', condition({ type: 'cart-total', currency: 'EUR' })],
    ['/body/conditions/conditions/0/from', condition({ type: 'time-window', from: '25:00', until: '01:00' })],
    ['/body/offer/type', { ...aDraft(), offer: { type: 'FREE_LUNCH' } }],
    ['/body/offer/productIds', { ...aDraft(), offer: { type: 'CROSS_SELL' } }],
    ['/body/offer/percentOff', { ...aDraft(), offer: { ...offers.BUNDLE, percentOff: undefined } }],
    ['/body/urgency', { ...aDraft(), urgency: 'NOW' }],
    ['/body/priority', { ...aDraft(), priority: 1001 }],
    ['/body/combination/group', { ...aDraft(), combination: { mode: 'ONE_OF_GROUP' } }],
    [
      '/body/schedule/until',
      { ...aDraft(), schedule: { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' } },
    ],
    ['/body/caps/perSession', { ...aDraft(), caps: { perSession: 0 } }],
    ['/body/conditions/conditions/0/conditions/0/conditions/0/type', { ...aDraft(), conditions: nested(4) }],
    [
      '/body/conditions',
      condition(
        ...Array.from({ length: 3 }, () => ({
          type: 'any',
          conditions: Array.from({ length: 20 }, () => ({ type: 'cart-quantity', atLeast: 1 })),
        })),
      ),
    ],
  ])('answers 400 naming %s', async (pointer, body) => {
    const answer = await setUp().call(createRule, { body });
    expect([answer.statusCode, pointersOf(answer)]).toEqual([400, [pointer]]);
  });
});

describe('GET /api/upsell/rules', () => {
  guarded(listRules);

  it('answers pages by id, and only rules that match the filters', async () => {
    const { call } = setUp({}, [
      aRule('r1'),
      aRule('r2', { enabled: false }),
      aRule('r3', { offer: offers.FREE_SHIPPING }),
    ]);
    const idsOf = async (query: Record<string, string>) => {
      const answer = await call(listRules, { query: { companyId: testCompanyId, ...query } });
      const { data, nextCursor } = jsonBody<{ data: { ruleId: string }[]; nextCursor: string | null }>(answer);
      return [data.map(({ ruleId }) => ruleId), nextCursor] as const;
    };
    const [first, cursor] = await idsOf({ limit: '2' });
    expect(first).toEqual(['r1', 'r2']);
    expect(await idsOf({ limit: '2', cursor: cursor ?? '' })).toEqual([['r3'], null]);
    expect(await idsOf({ enabled: 'true' })).toEqual([['r1', 'r3'], null]);
    expect(await idsOf({ enabled: 'false' })).toEqual([['r2'], null]);
    expect(await idsOf({ type: 'FREE_SHIPPING' })).toEqual([['r3'], null]);
  });

  it('answers 400 to a cursor that it did not give, and to an unknown type', async () => {
    const { call } = setUp();
    const query = { companyId: testCompanyId };
    expect(jsonBody(await call(listRules, { query: { ...query, cursor: 'bm8' } })).code).toBe('invalid_cursor');
    expect((await call(listRules, { query: { ...query, type: 'FREE_LUNCH' } })).statusCode).toBe(400);
  });
});

describe('GET /api/upsell/rules/{ruleId}', () => {
  guarded(getRule);

  it('answers 200 with the rule and its ETag, and 404 for another id', async () => {
    const { call } = setUp();
    const answer = await call(getRule);
    expect(ruleSchema.parse(jsonBody(answer))).toEqual(aRule('r1'));
    expect(answer.headers?.etag).toBe('"v1"');
    expect((await call(getRule, { params: { ruleId: 'r9' } })).statusCode).toBe(404);
  });
});

describe('PUT /api/upsell/rules/{ruleId}', () => {
  guarded(putRule);

  it('answers 200 with the next version, and keeps when the rule was created', async () => {
    const { call } = setUp();
    const answer = await call(putRule, { body: aDraft({ enabled: false }) });
    expect(jsonBody(answer)).toMatchObject({ ruleId: 'r1', version: 2, enabled: false, createdAt: testNow });
    expect(answer.headers?.etag).toBe('"v2"');
  });

  it('answers 412 on another version, 428 without one, 404 for another id', async () => {
    const { call } = setUp();
    expect((await call(putRule, { headers: { 'If-Match': '"v7"' } })).statusCode).toBe(412);
    expect((await call(putRule, { headers: {} })).statusCode).toBe(428);
    expect((await call(putRule, { params: { ruleId: 'r9' } })).statusCode).toBe(404);
  });

  it('keeps instants in UTC', async () => {
    const schedule = { from: '2026-11-21T00:00:00+01:00' };
    const answer = await setUp().call(putRule, { body: aDraft({ schedule }) });
    expect(jsonBody(answer).schedule).toEqual({ from: '2026-11-20T23:00:00.000Z' });
  });
});

describe('DELETE /api/upsell/rules/{ruleId}', () => {
  guarded(deleteRule);

  it('answers 204, and again when the rule is gone', async () => {
    const { call, store } = setUp();
    expect((await call(deleteRule)).statusCode).toBe(204);
    expect(store.rules.size).toBe(0);
    expect((await call(deleteRule)).statusCode).toBe(204);
  });
});

describe('GET /api/upsell/rules/{ruleId}/revisions', () => {
  guarded(listRuleRevisions);

  it('tells newest first what the rule was, who changed it, and that it was deleted', async () => {
    const { call } = setUp();
    await call(putRule, { body: aDraft({ name: 'Renamed' }) });
    await call(deleteRule);
    const { data } = jsonBody<{ data: object[] }>(await call(listRuleRevisions));
    expect(data).toMatchObject([
      { version: 3, changedBy: testUserId, rule: null },
      { version: 2, changedBy: testUserId, changedAt: testNow, rule: { name: 'Renamed' } },
    ]);
  });
});

describe('GET /api/upsell/lint', () => {
  guarded(lintRules);

  it('answers 200 with what is wrong with the enabled rules', async () => {
    const impossible = { type: 'cart-quantity', atLeast: 5, atMost: 2 } as const;
    const { call } = setUp({}, [aRule('r1', { conditions: impossible }), aRule('r2', { enabled: false })]);
    expect(jsonBody(await call(lintRules))).toEqual({
      rules: 1,
      findings: [
        {
          kind: 'contradictory',
          ruleId: 'r1',
          otherRuleId: null,
          message: 'The condition cart-quantity can never hold',
        },
      ],
    });
  });
});
