import { getOptimiser, listOptimiserSteps, putOptimiser } from '#contracts/api/optimiser';
import type { Operation } from '#contracts/operation';
import { makeHandler as makeGetOptimiser } from '#lambdas/api/optimiser/get-optimiser';
import { makeHandler as makeListOptimiserSteps } from '#lambdas/api/optimiser/list-optimiser-steps';
import { makeHandler as makePutOptimiser } from '#lambdas/api/optimiser/put-optimiser';
import type { OptimiserDependencies } from '#lambdas/api/optimiser/runtime-dependencies';
import type { HttpHandler } from '#lambdas/shared/http-endpoint';
import {
  claimsOf,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memorySettings } from '#test/support/memory-admin-stores';
import { memoryOptimiserStore } from '#test/support/memory-optimiser-store';
import { placementSettings } from '#test/support/simulated-optimiser';

const { run: _, ...draft } = placementSettings();
let [settings, optimisers] = [memorySettings(), memoryOptimiserStore()];

beforeEach(() => {
  [settings, optimisers] = [memorySettings(), memoryOptimiserStore()];
});

const callOf =
  (operation: Operation, makeHandler: (deps: OptimiserDependencies) => HttpHandler, usual: object = {}): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({ ...endpointFakes(options), settings, optimisers })(
      httpEvent(operation, {
        claims: claimsOf(testUserId),
        ...usual,
        ...parts,
        query: { companyId: testCompanyId, ...parts.query },
      }),
      testContext,
    );

const read = callOf(getOptimiser, makeGetOptimiser);
const write = callOf(putOptimiser, makePutOptimiser, {
  headers: { 'if-match': '"v0"' },
  body: { placements: [draft] },
});
const steps = callOf(listOptimiserSteps, makeListOptimiserSteps, { params: { placement: 'hybrid' } });

const takeStep = async () => {
  const arm = {
    lists: 10,
    clicks: 1,
    adds: 0,
    orders: 0,
    revenue: 0,
    chance: 0.5,
    shareBefore: 5_000,
    isStopped: false,
  };
  const arms = [
    { ...arm, arm: 'own', share: 1_000 },
    { ...arm, arm: 'viewed', share: 9_000 },
  ];
  const step = { placement: 'hybrid', run: 1, day: '2026-11-20', decision: 'moved', arms } as const;
  const state = { run: 1, day: '2026-11-20', shares: { own: 1_000, viewed: 9_000 }, stopped: [] };
  await optimisers.take(testCompanyId, step, state, 0);
};

describe('GET /api/admin/optimiser', () => {
  it('200: nothing is optimised before anybody wished it', async () => {
    expect(jsonBody(await read())).toEqual({ placements: [], version: 0, updatedAt: null, updatedBy: null });
  });

  it('200 with the shares in force', async () => {
    await write();
    await takeStep();
    expect(jsonBody(await read())).toMatchObject({
      placements: [{ status: 'running', steppedOn: '2026-11-20', shares: { own: 1_000, viewed: 9_000 } }],
    });
  });

  itGuardsMembers(getOptimiser, read);
});

describe('PUT /api/admin/optimiser', () => {
  it('200: begins with equal shares, under a name of its own', async () => {
    expect(jsonBody(await write())).toMatchObject({
      placements: [{ run: 1, countsAs: 'auto-hybrid-1', status: 'running', shares: { own: 5_000, viewed: 5_000 } }],
      version: 1,
    });
  });

  it('200: a restart begins anew with equal shares', async () => {
    await write();
    await takeStep();
    const body = { placements: [{ ...draft, restart: true }] };
    expect(jsonBody(await write({ headers: { 'if-match': '"v1"' }, body }))).toMatchObject({
      placements: [{ run: 2, countsAs: 'auto-hybrid-2', steppedOn: null, shares: { own: 5_000, viewed: 5_000 } }],
    });
  });

  it.each([
    [
      'a first arm that differs from the store’s list',
      [{ ...draft, arms: draft.arms.toReversed() }],
      '/body/placements/0/arms/0/treatment',
    ],
    ['a placement twice', [draft, draft], '/body/placements/1/placement'],
    ['an arm twice', [{ ...draft, arms: [draft.arms[0], draft.arms[0]] }], '/body/placements/0/arms'],
  ])('400 for %s', async (_, placements, pointer) => {
    const answer = await write({ body: { placements } });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer)).toMatchObject({ errors: [expect.objectContaining({ pointer })] });
  });

  it('412 when somebody else changed it', async () => {
    await write();
    expect((await write()).statusCode).toBe(412);
  });

  itGuardsMembers(putOptimiser, write);
});

describe('GET /api/admin/optimiser/{placement}/steps', () => {
  it('200 with what was known and decided', async () => {
    await takeStep();
    expect(jsonBody(await steps())).toMatchObject({
      data: [{ day: '2026-11-20', decision: 'moved' }],
      nextCursor: null,
    });
    expect(jsonBody(await steps({ params: { placement: 'also-bought' } }))).toMatchObject({ data: [] });
  });

  itGuardsMembers(listOptimiserSteps, steps);
});
