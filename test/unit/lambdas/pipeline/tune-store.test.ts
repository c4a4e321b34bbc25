import { writeNdjson } from '#adapters/s3/ndjson-file';
import { newModel } from '#core/models/model';
import { runFiles } from '#core/models/run-files';
import { defaultTrainingParameters } from '#core/training/parameters';
import { serialiseTrainingData, type TrainingData } from '#core/training/training-data';
import { makeHandler } from '#lambdas/pipeline/tune-store';
import { loadLearnedBlend, loadTrainingInput } from '#lambdas/shared/run-content';
import { pipelineFakes } from '#test/support/pipeline-fakes';
import { pairsAmongWholesalers, tunableCatalog } from '#test/support/tunable-shop';

const run = {
  companyId: 'acme-shop',
  runName: '2026-11-20',
  modelVersion: 'm20261120T031500Z-a',
  startedAt: '2026-11-20T03:15:00.000Z',
  reason: 'nightly',
  force: false,
} as const;

const nightOf = async (data: TrainingData, tuned?: Record<string, number>) => {
  const deps = pipelineFakes();
  const { companyId } = run;
  const model = { companyId, trainer: 'built-in', runName: 'r', reason: 'nightly', createdAt: run.startedAt } as const;
  if (tuned) {
    const knobs = { knobs: tuned, blend: [] };
    await deps.models.create({ ...newModel({ ...model, modelVersion: 'live' }), tuning: knobs, status: 'ready' });
    await deps.models.publish(companyId, 'live', { expectedVersion: 0, now: run.startedAt });
  }
  await deps.models.create(newModel({ ...model, modelVersion: run.modelVersion }));
  await deps.artifacts.put(runFiles(run).trainingData, serialiseTrainingData(data));
  await deps.artifacts.put(runFiles(run).catalog, writeNdjson(tunableCatalog));
  return deps;
};

describe('TuneStore', () => {
  it('searches from where the live model stands, and leaves what it found for training, the version and its report', async () => {
    const blind = { 'bought-together.lengthPenalty': 0, 'also-bought.lengthPenalty': 0 };
    const deps = {
      ...(await nightOf(pairsAmongWholesalers(900), blind)),
      tuningBudget: { trials: 3, milliseconds: 1e9 },
    };
    const result = await makeHandler(deps)({ run });
    expect(result).toMatchObject({ trials: 3 });
    const { tuning } = (await deps.models.get(run.companyId, run.modelVersion))!;
    expect(tuning?.parameters).toMatchObject({ trials: 3, questions: expect.any(Number) });
    expect(tuning?.blend.map(({ kind }) => kind)).toEqual(['page', 'cart']);
    const { parameters } = await loadTrainingInput(deps.artifacts, run);
    const { lengthPenalty } = parameters.relations['bought-together'];
    expect(lengthPenalty).toBe(tuning?.knobs['bought-together.lengthPenalty'] ?? 0.6);
  });

  it('spends no trial once the time is used up', async () => {
    const deps = { ...(await nightOf(pairsAmongWholesalers(600))), tuningBudget: { trials: 9, milliseconds: 0 } };
    expect(await makeHandler(deps)({ run })).toMatchObject({ trials: 0 });
  });

  it('leaves the defaults to a store too small to tell', async () => {
    const deps = await nightOf(pairsAmongWholesalers(20));
    expect(await makeHandler(deps)({ run })).toEqual({ trials: 0, learned: [] });
    expect((await loadTrainingInput(deps.artifacts, run)).parameters).toEqual(defaultTrainingParameters);
    expect(await loadLearnedBlend(deps.artifacts, run)).toEqual({});
    expect((await deps.models.get(run.companyId, run.modelVersion))?.tuning).toEqual({ knobs: {}, blend: [] });
  });
});
