import {
  getModel,
  holdModel,
  listModels,
  modelSchema,
  releaseModel,
  rollBackModel,
  trainModel,
} from '#contracts/api/models';
import { type Model, type ModelStatus, newModel } from '#core/models/model';
import type { RunRequest, RunState } from '#core/ports/run-starter';
import { makeHandler as get } from '#lambdas/api/models/get-model';
import { makeHandler as hold } from '#lambdas/api/models/hold-model';
import { makeHandler as list } from '#lambdas/api/models/list-models';
import { makeHandler as release } from '#lambdas/api/models/release-model';
import { makeHandler as rollBack } from '#lambdas/api/models/roll-back-model';
import { makeHandler as train } from '#lambdas/api/models/train-model';
import {
  claimsOf,
  testCompanyId as companyId,
  endpointFakes,
  type FakeOptions,
  jsonBody,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { memoryModelStore, memoryTrainingRunStore } from '#test/support/memory-stores';

const claims = claimsOf(testUserId);
const [oldest, middle, newest] = [
  'm20261117T031500Z-0001',
  'm20261118T031500Z-0002',
  'm20261119T031500Z-0003',
] as const;

const fakes = (options: FakeOptions = {}) => {
  const started: RunRequest[] = [];
  const starter = { start: async (request: RunRequest) => started.push(request) > 0 };
  const execution: { state: RunState } = { state: 'at-work' };
  const watcher = { stateOf: async () => execution.state };
  const stores = { models: memoryModelStore(), runs: memoryTrainingRunStore() };
  return { ...endpointFakes(options), ...stores, starter, started, watcher, execution };
};

type Fakes = ReturnType<typeof fakes>;

const add = async (deps: Fakes, modelVersion: string, status: ModelStatus, changes: Partial<Model> = {}) => {
  const createdAt = '2026-11-17T03:15:00.000Z';
  const model = newModel({
    companyId,
    modelVersion,
    trainer: 'built-in',
    runName: modelVersion,
    reason: 'nightly',
    createdAt,
  });
  await deps.models.create({ ...model, status, ...changes });
};

/** The oldest served first, then the middle one; the newest is ready. */
const threeModels = async (): Promise<Fakes> => {
  const deps = fakes();
  for (const version of [oldest, middle, newest]) await add(deps, version, 'ready');
  await deps.models.publish(companyId, oldest, { expectedVersion: 0, now: testNow });
  await deps.models.publish(companyId, middle, { expectedVersion: 1, now: testNow });
  return deps;
};

const liveVersion = async (deps: Fakes) => (await deps.models.live(companyId))?.modelVersion;

describe('POST /api/admin/models/train', () => {
  const event = () => httpEvent(trainModel, { claims, body: {} });

  it('202 answers the model that the run will make, and starts the run of the same name', async () => {
    const deps = fakes();
    const answer = await train(deps)(event(), testContext);
    expect(answer.statusCode).toBe(202);
    const body = modelSchema.parse(jsonBody(answer));
    expect(body).toMatchObject({ status: 'training', reason: 'manual', trainer: 'auto' });
    expect(deps.started).toEqual([{ companyId, runName: body.runName, force: false, reason: 'manual' }]);
    expect(deps.runs.leases.get(companyId)).toMatchObject({ runName: body.runName, modelVersion: body.modelVersion });
  });

  it('202 passes force on', async () => {
    const deps = fakes();
    await train(deps)(httpEvent(trainModel, { claims, body: { force: true } }), testContext);
    expect(deps.started).toEqual([expect.objectContaining({ force: true })]);
  });

  it('409 while a run is at work: nothing is started', async () => {
    const deps = fakes();
    await train(deps)(event(), testContext);
    const answer = await train(deps)(event(), testContext);
    expect(answer.statusCode).toBe(409);
    expect(deps.started).toHaveLength(1);
    expect(deps.models.models.size).toBe(1);
  });

  describe('with a lease that a run never gave back', () => {
    const killed = { companyId, runName: 'killed', modelVersion: oldest, leaseUntil: '2026-11-20T12:00:00.000Z' };
    const withLease = async (startedAt: string, state: RunState) => {
      const deps = fakes();
      await add(deps, oldest, 'training');
      deps.runs.leases.set(companyId, { ...killed, startedAt });
      deps.execution.state = state;
      return deps;
    };

    it.each<[string, string, RunState]>([
      ['whose execution is over', '2026-11-20T09:00:00.000Z', 'ended'],
      ['whose execution is over within its first minute', '2026-11-20T09:59:30.000Z', 'ended'],
      ['that never got an execution', '2026-11-20T09:00:00.000Z', 'unknown'],
    ])('202 takes it from a run %s, and marks that run as failed', async (_, startedAt, state) => {
      const deps = await withLease(startedAt, state);
      expect((await train(deps)(event(), testContext)).statusCode).toBe(202);
      expect(await deps.models.get(companyId, oldest)).toMatchObject({ status: 'failed' });
      expect(deps.started).toHaveLength(1);
    });

    it.each<[string, string, RunState]>([
      ['its execution is running', '2026-11-20T09:00:00.000Z', 'at-work'],
      ['it is only just being started', '2026-11-20T09:59:30.000Z', 'unknown'],
    ])('409 while %s', async (_, startedAt, state) => {
      const deps = await withLease(startedAt, state);
      expect((await train(deps)(event(), testContext)).statusCode).toBe(409);
      expect(await deps.models.get(companyId, oldest)).toMatchObject({ status: 'training' });
    });
  });

  it('500 when the run cannot be started: its model says so and the next run is not blocked', async () => {
    const deps = { ...fakes(), starter: { start: () => Promise.reject(new Error('no permission')) } };
    expect((await train(deps)(event(), testContext)).statusCode).toBe(500);
    expect([...deps.models.models.values()]).toEqual([expect.objectContaining({ status: 'failed' })]);
    expect(deps.runs.leases.size).toBe(0);
  });

  it('400 for an unknown member of the body', async () => {
    const answer = await train(fakes())(httpEvent(trainModel, { claims, body: { forced: true } }), testContext);
    expect(answer.statusCode).toBe(400);
  });

  it('401 without a token, 403 for a viewer', async () => {
    expect((await train(fakes())(httpEvent(trainModel, { body: {} }), testContext)).statusCode).toBe(401);
    expect((await train(fakes({ role: 'viewer' }))(event(), testContext)).statusCode).toBe(403);
  });
});

describe('GET /api/admin/models', () => {
  it('200 lists models, newest first, page by page', async () => {
    const deps = await threeModels();
    const first = jsonBody<{ data: Model[]; nextCursor: string }>(
      await list(deps)(httpEvent(listModels, { claims, query: { limit: '2' } }), testContext),
    );
    expect(first.data.map(({ modelVersion }) => modelVersion)).toEqual([newest, middle]);
    const cursor = { limit: '2', cursor: first.nextCursor };
    const second = jsonBody<{ data: Model[]; nextCursor: null }>(
      await list(deps)(httpEvent(listModels, { claims, query: cursor }), testContext),
    );
    expect(second).toMatchObject({ data: [{ modelVersion: oldest }], nextCursor: null });
  });

  it('400 for a cursor that the list did not give', async () => {
    const answer = await list(fakes())(httpEvent(listModels, { claims, query: { cursor: 'made-up' } }), testContext);
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([400, 'invalid_cursor']);
  });
});

describe('GET /api/admin/models/{modelVersion}', () => {
  it('200 shows the report; the company is not repeated in it', async () => {
    const deps = fakes();
    await add(deps, oldest, 'held', { decision: { accepted: false, reasons: ['worse'] }, counts: { rows: 3 } });
    const answer = await get(deps)(httpEvent(getModel, { claims, params: { modelVersion: oldest } }), testContext);
    expect(answer.statusCode).toBe(200);
    expect(modelSchema.strict().parse(jsonBody(answer))).toMatchObject({ counts: { rows: 3 }, status: 'held' });
  });

  it('404 for a version that the company does not have', async () => {
    const answer = await get(fakes())(httpEvent(getModel, { claims, params: { modelVersion: oldest } }), testContext);
    expect(answer.statusCode).toBe(404);
  });
});

describe('POST /api/admin/models/{modelVersion}/hold', () => {
  const event = (modelVersion: string) => httpEvent(holdModel, { claims, params: { modelVersion } });

  it('200 holds a ready model; again changes nothing', async () => {
    const deps = await threeModels();
    expect(jsonBody(await hold(deps)(event(newest), testContext))).toMatchObject({ status: 'held' });
    expect((await hold(deps)(event(newest), testContext)).statusCode).toBe(200);
  });

  it('409 for the live model, 404 for an unknown one', async () => {
    const deps = await threeModels();
    expect((await hold(deps)(event(middle), testContext)).statusCode).toBe(409);
    expect((await hold(deps)(event('m20990101T000000Z-none'), testContext)).statusCode).toBe(404);
    expect(await liveVersion(deps)).toBe(middle);
  });
});

describe('POST /api/admin/models/{modelVersion}/release', () => {
  const event = (modelVersion: string) => httpEvent(releaseModel, { claims, params: { modelVersion } });

  it.each(['ready', 'held'] as const)('200 puts a %s model live and retires the one before', async (status) => {
    const deps = await threeModels();
    await deps.models.update(companyId, newest, { status }, { now: testNow });
    expect(jsonBody(await release(deps)(event(newest), testContext))).toMatchObject({ status: 'live' });
    expect(await liveVersion(deps)).toBe(newest);
    expect((await deps.models.get(companyId, middle))?.status).toBe('retired');
    expect((await release(deps)(event(newest), testContext)).statusCode).toBe(200);
    expect((await deps.models.live(companyId))?.version).toBe(3);
  });

  it.each(['training', 'failed', 'retired'] as const)('409 for a %s model', async (status) => {
    const deps = await threeModels();
    await deps.models.update(companyId, newest, { status }, { now: testNow });
    expect((await release(deps)(event(newest), testContext)).statusCode).toBe(409);
    expect(await liveVersion(deps)).toBe(middle);
  });

  it('409 for a model whose rows were removed', async () => {
    const deps = await threeModels();
    await deps.models.update(companyId, newest, { rowsRemovedAt: testNow }, { now: testNow });
    expect((await release(deps)(event(newest), testContext)).statusCode).toBe(409);
  });

  it('409 when another model goes live at the same moment', async () => {
    const deps = await threeModels();
    const before = (await deps.models.live(companyId))!;
    const overtaken = { ...deps, models: { ...deps.models, live: async () => ({ ...before, version: 1 }) } };
    expect((await release(overtaken)(event(newest), testContext)).statusCode).toBe(409);
    expect(await liveVersion(deps)).toBe(middle);
  });
});

describe('POST /api/admin/models/roll-back', () => {
  const event = (body: object) => httpEvent(rollBackModel, { claims, body });

  it('200 puts the model that served before back', async () => {
    const deps = await threeModels();
    expect(jsonBody(await rollBack(deps)(event({}), testContext))).toMatchObject({
      modelVersion: oldest,
      status: 'live',
    });
    expect(await deps.models.live(companyId)).toMatchObject({ modelVersion: oldest, previousModelVersion: middle });
  });

  it('200 goes to the named version', async () => {
    const deps = await threeModels();
    await rollBack(deps)(event({ to: newest }), testContext);
    expect(await liveVersion(deps)).toBe(newest);
  });

  it('409 when none served before, 404 for an unknown version', async () => {
    expect((await rollBack(fakes())(event({}), testContext)).statusCode).toBe(409);
    const deps = await threeModels();
    expect((await rollBack(deps)(event({ to: 'm20990101T000000Z-none' }), testContext)).statusCode).toBe(404);
  });

  it('409 for a version whose rows were removed: the live one serves on', async () => {
    const deps = await threeModels();
    await deps.models.update(companyId, oldest, { rowsRemovedAt: testNow }, { now: testNow });
    expect((await rollBack(deps)(event({}), testContext)).statusCode).toBe(409);
    expect(await liveVersion(deps)).toBe(middle);
  });
});
