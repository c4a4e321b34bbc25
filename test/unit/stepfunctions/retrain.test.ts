import { existsSync } from 'node:fs';
import { join } from 'node:path';
import aslValidator from 'asl-validator';
import type { TrainerChoice } from '#core/companies/training-config';
import { newModel } from '#core/models/model';
import { embeddingsFile, runFiles } from '#core/models/run-files';
import type { Relation } from '#core/recommend/relation';
import { availableTrainers } from '#core/training/choose-trainer';
import { deserialiseTrainedRelation } from '#core/training/train-relation';
import { companySettings } from '#test/support/endpoint-fakes';
import { type PipelineFakes, pipelineFakes, type Shop } from '#test/support/pipeline-fakes';
import { plantedShop, product } from '#test/support/planted-shop';
import { randomShop } from '#test/support/random-shop';
import { allStates, fileOf, retrainMachine, runRetraining } from '#test/support/retrain-machine';

const companyId = 'acme-shop';

/** A company whose live model `m0` is there already. */
const withLiveModel = async (deps: PipelineFakes): Promise<PipelineFakes> => {
  const modelVersion = 'm20261119T031500Z-0000';
  const createdAt = '2026-11-19T03:15:00.000Z';
  await deps.models.create(
    newModel({ companyId, modelVersion, trainer: 'built-in', runName: '2026-11-19', reason: 'nightly', createdAt }),
  );
  await deps.models.publish(companyId, modelVersion, { expectedVersion: 0, now: createdAt });
  return deps;
};

const onlyModel = (deps: PipelineFakes) => [...deps.models.models.values()].at(-1)!;

const enriching = (deps: PipelineFakes): PipelineFakes => {
  const settings = companySettings();
  const value = { ...settings.flags.value, mi_recommendations_enabled: true };
  deps.state.settings = { ...settings, flags: { ...settings.flags, value } };
  return deps;
};

/** A company that chose its trainer. */
const choosing = (deps: PipelineFakes, trainer: TrainerChoice): PipelineFakes => {
  const { settings } = deps.state;
  const value = { ...settings.trainingConfig.value, trainer };
  deps.state.settings = { ...settings, trainingConfig: { ...settings.trainingConfig, value } };
  return deps;
};

/** A trainer whose runs come by the state. */
const trainerOf = (state: string): TrainerChoice => {
  if (/Sql|LogQuery|TrainSimilarToo/.test(state)) return 'athena';
  return /Personalize/.test(state) ? 'personalize' : 'built-in';
};

/** Enough purchases and views for Amazon Personalize. */
const busyShop = randomShop(8, { products: 40, orders: 500, sessions: 400 });

const shopFor = (state: string): Required<Shop> => (trainerOf(state) === 'personalize' ? busyShop : plantedShop());

const states = allStates(retrainMachine());
const tasks = states.filter(([, { Type }]) => Type === 'Task');

describe('the definition', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errors } = aslValidator(retrainMachine(), { checkPaths: true, checkArn: true });
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  it('names every state once, so that each can be replaced by name', () => {
    const names = states.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(tasks)('gives %s a function that exists, a retry and a way to RecordFailure', (name, state) => {
    expect(existsSync(join(process.cwd(), `lambdas/pipeline/${fileOf(state)}.ts`))).toBe(true);
    expect(state.Retry).toEqual(expect.arrayContaining([expect.objectContaining({ ErrorEquals: ['States.ALL'] })]));
    const holder = states.find(([, { Branches, ItemProcessor }]) =>
      [...(Branches ?? []), ...(ItemProcessor ? [ItemProcessor] : [])].some((nested) => name in nested.States),
    );
    const next = ((holder ? holder[1] : state).Catch ?? []).map(({ Next }) => Next);
    const afterFailure: Record<string, string> = {
      RecordFailure: 'RunFailed',
      RemovePersonalize: 'GiveUpRemoval',
      ForecastSubscriptions: 'ChooseTrainer',
      EnrichForecasts: 'ChooseTrainer',
      TuneStore: 'TrainAll',
      AnalyseStore: 'ReconcileFigures',
      ReconcileFigures: 'PersonalizeIsLeft',
    };
    expect(next).toEqual([afterFailure[name] ?? 'RecordFailure']);
  });

  it('uses nothing that the local interpreter passes over', () => {
    expect(JSON.stringify(retrainMachine())).not.toMatch(/JSONata|ItemReader|ItemBatcher|"Assign"/);
  });
});

describe('a run', () => {
  it('recommends a pair that was bought together 50 times, and puts the model live', async () => {
    const deps = pipelineFakes(plantedShop());
    const { status, output, error } = await runRetraining(deps);
    expect(error).toBeUndefined();
    expect(status).toBe('succeeded');
    const live = await deps.models.live(companyId);
    expect(live?.modelVersion).toMatch(/^m20261120T031500\d{3}Z-/);
    expect(output).toMatchObject({ report: { modelVersion: live?.modelVersion, status: 'live', rows: 20 } });
    const row = await deps.rows.get(companyId, 'p01', live!.modelVersion);
    expect(row?.relations['bought-together']?.[0]).toMatchObject({ productId: 'p02', score: 1, pairCount: 50 });
    expect(row?.support.baskets).toBeGreaterThanOrEqual(50);
  });

  it('writes a report with counts, metrics, durations and a cost with its basis, and frees the lease', async () => {
    const deps = pipelineFakes(plantedShop());
    await runRetraining(deps);
    const model = onlyModel(deps);
    expect(model).toMatchObject({
      status: 'live',
      runName: '2026-11-20',
      reason: 'nightly',
      trainer: 'built-in',
      counts: { products: 20, orders: 110, events: 90, duplicatesInPartitions: 10, rows: 20 },
      decision: { accepted: true },
      enrichment: null,
      failure: null,
    });
    expect(model.metrics['bought-together']?.queries).toBeGreaterThan(0);
    expect(Object.keys(model.durations)).toEqual(
      expect.arrayContaining(['PrepareRun', 'PartitionRecords', 'BuildInteractionLog', 'TrainRelation', 'WriteRows']),
    );
    expect(model.costEstimate?.amountMicroUsd).toBeGreaterThan(0);
    expect(model.costEstimate?.basis).toContain('write units');
    expect(deps.runs.leases.size).toBe(0);
    expect(deps.metricSums).toMatchObject({ ModelRunSucceeded: 1 });
    expect(deps.metricSums).not.toHaveProperty('ModelRunFailed');
  });

  it('gives the same rows and lists when every step is repeated', async () => {
    const once = pipelineFakes(plantedShop());
    const twice = pipelineFakes(plantedShop());
    await runRetraining(once);
    const { status } = await runRetraining(twice, { twice: true });
    expect(status).toBe('succeeded');
    expect([...twice.rows.rows]).toEqual([...once.rows.rows]);
    expect([...twice.popularity.lists]).toEqual([...once.popularity.lists]);
    expect(twice.models.models.size).toBe(1);
    const [first, second] = [onlyModel(once), onlyModel(twice)];
    expect({ ...second.counts }).toEqual(first.counts);
    expect((await twice.models.live(companyId))?.version).toBe(1);
  });

  it('trains a store without orders or events: similar and popular products only', async () => {
    const deps = pipelineFakes({ products: plantedShop().products });
    expect((await runRetraining(deps)).status).toBe('succeeded');
    const row = await deps.rows.get(companyId, 'p01', onlyModel(deps).modelVersion);
    expect(Object.keys(row?.relations ?? {})).toEqual(['similar']);
    const [popular] = await deps.popularity.getMany(companyId, onlyModel(deps).modelVersion, [
      { kind: 'popular', category: '' },
    ]);
    expect(popular?.candidates.map(({ productId }) => productId).slice(0, 3)).toEqual(['p01', 'p02', 'p03']);
  });

  it('ends well without products: a model with no rows', async () => {
    const deps = pipelineFakes();
    expect((await runRetraining(deps)).status).toBe('succeeded');
    expect(onlyModel(deps)).toMatchObject({ status: 'live', counts: { rows: 0 } });
    expect(deps.rows.rows.size).toBe(0);
  });

  it('recommends a new product after one run with no interaction at all', async () => {
    const { products, orders, events } = plantedShop();
    const newcomer = product('p99', { title: 'Copper kitchen tool deluxe' });
    const deps = pipelineFakes({ products: [...products, newcomer], orders, events });
    await runRetraining(deps);
    const rows = [...deps.rows.rows.values()];
    expect(rows.some(({ relations }) => relations.similar?.some(({ productId }) => productId === 'p99'))).toBe(true);
    expect(rows.find(({ productId }) => productId === 'p99')?.relations.similar?.length).toBeGreaterThan(0);
  });

  it('steps aside while another run of the company is at work', async () => {
    const deps = pipelineFakes(plantedShop());
    const leaseUntil = '2026-11-20T06:00:00.000Z';
    const holder = {
      companyId,
      runName: 'other',
      modelVersion: 'm1',
      startedAt: '2026-11-20T03:00:00.000Z',
      leaseUntil,
    };
    deps.runs.leases.set(companyId, holder);
    const { status, tasks: begun } = await runRetraining(deps);
    expect(status).toBe('succeeded');
    expect(begun).toEqual(['PrepareRun']);
    expect(deps.runs.leases.get(companyId)).toEqual(holder);
    expect(deps.models.models.size).toBe(0);
  });

  it('takes over from a run that was killed, once its lease has expired, and says so in its model', async () => {
    const deps = pipelineFakes(plantedShop());
    const killed = {
      companyId,
      runName: 'killed',
      modelVersion: 'm20261119T000000Z-dead',
      createdAt: '2026-11-19T00:00:00.000Z',
    };
    await deps.models.create(newModel({ ...killed, trainer: 'built-in', reason: 'manual' }));
    deps.runs.leases.set(companyId, { ...killed, startedAt: killed.createdAt, leaseUntil: '2026-11-19T03:10:00.000Z' });
    expect((await runRetraining(deps)).status).toBe('succeeded');
    expect(await deps.models.get(companyId, killed.modelVersion)).toMatchObject({ status: 'failed' });
    expect((await deps.models.live(companyId))?.modelVersion).toBe(onlyModel(deps).modelVersion);
  });

  it('keeps as many versions as the company wants, and removes the rows of the rest', async () => {
    const deps = pipelineFakes(plantedShop());
    const settings = deps.state.settings;
    const value = { ...settings.recommendationConfig.value, modelsKept: 2 };
    deps.state.settings = { ...settings, recommendationConfig: { ...settings.recommendationConfig, value } };
    for (const night of ['17', '18', '19', '20']) {
      deps.state.now = Date.parse(`2026-11-${night}T03:15:00.000Z`);
      const { status } = await runRetraining(deps, { input: { runName: `2026-11-${night}` } });
      expect(status).toBe('succeeded');
    }
    const models = await deps.models.listAll(companyId);
    expect(models.map(({ status, rowsRemovedAt }) => [status, rowsRemovedAt === null])).toEqual([
      ['live', true],
      ['retired', true],
      ['retired', false],
      ['retired', false],
    ]);
    const versions = new Set([...deps.rows.rows.values()].map(({ modelVersion }) => modelVersion));
    expect([...versions].sort().reverse()).toEqual(models.slice(0, 2).map(({ modelVersion }) => modelVersion));
  });
});

describe('the gate', () => {
  const answered = { queries: 500, hitRate: 0.5, mrr: 0.4, recall: 0.4, ndcg: 0.4, coverage: 0.9 };

  /** The live model knew sessions; this run has none, so it answers none of their questions. */
  const withBetterLiveModel = async (): Promise<PipelineFakes> => {
    const { products, orders } = plantedShop();
    const deps = await withLiveModel(pipelineFakes({ products, orders }));
    const { modelVersion, switchedAt } = (await deps.models.live(companyId))!;
    await deps.models.update(companyId, modelVersion, { metrics: { 'also-viewed': answered } }, { now: switchedAt });
    return deps;
  };

  it('holds a model that is worse than the live one, which serves on', async () => {
    const deps = await withBetterLiveModel();
    const before = await deps.models.live(companyId);
    const { status } = await runRetraining(deps);
    expect(status).toBe('succeeded');
    expect(await deps.models.live(companyId)).toEqual(before);
    expect(onlyModel(deps)).toMatchObject({ status: 'held', decision: { accepted: false } });
    expect(deps.metricSums).toMatchObject({ ModelRunHeld: 1 });
  });

  it('keeps the old model serving when HoldModel itself fails', async () => {
    const deps = await withBetterLiveModel();
    const before = await deps.models.live(companyId);
    const { status } = await runRetraining(deps, {
      before: (state) => {
        if (state === 'HoldModel') throw new Error('HoldModel broke');
      },
    });
    expect(status).toBe('failed');
    expect(await deps.models.live(companyId)).toEqual(before);
    expect(onlyModel(deps)).toMatchObject({ status: 'failed', failure: expect.stringContaining('broke') });
  });

  it('gives way to force, and says so', async () => {
    const deps = await withBetterLiveModel();
    await runRetraining(deps, { input: { force: true } });
    expect(onlyModel(deps)).toMatchObject({ status: 'live', decision: { accepted: true } });
    expect(onlyModel(deps).decision?.reasons[0]).toContain('force');
  });

  it('leaves the model ready when somebody moved the pointer during the run', async () => {
    const deps = await withLiveModel(pipelineFakes(plantedShop()));
    const before = (await deps.models.live(companyId))!;
    const { status } = await runRetraining(deps, {
      before: (state) => {
        if (state === 'PublishModel') deps.models.pointers.set(companyId, { ...before, version: before.version + 2 });
      },
    });
    expect(status).toBe('succeeded');
    expect((await deps.models.live(companyId))?.modelVersion).toBe(before.modelVersion);
    expect(onlyModel(deps)).toMatchObject({ status: 'ready', failure: null });
  });
});

describe('the flag mi_recommendations_enabled', () => {
  it('off: no language model is called and no sentence is written', async () => {
    const deps = pipelineFakes(plantedShop());
    await runRetraining(deps);
    expect(deps.enricher.prompts).toHaveLength(0);
    expect(JSON.stringify([...deps.rows.rows.values()])).not.toContain('reasonText');
  });

  it('switched off during the run: no language model is called', async () => {
    const deps = enriching(pipelineFakes(plantedShop()));
    const off = companySettings();
    const { tasks: begun } = await runRetraining(deps, {
      before: (state) => {
        if (state === 'EnrichPairs') deps.state.settings = off;
      },
    });
    expect(begun).toContain('EnrichPairs');
    expect(deps.enricher.prompts).toHaveLength(0);
  });

  it('on: pairs get sentences, the next run asks only about what changed', async () => {
    const deps = enriching(pipelineFakes(plantedShop()));
    await runRetraining(deps);
    const row = await deps.rows.get(companyId, 'p01', onlyModel(deps).modelVersion);
    expect(row?.relations['bought-together']?.[0]).toMatchObject({
      productId: 'p02',
      reasonText: 'Goes well together',
    });
    const first = onlyModel(deps).enrichment!;
    expect(first.pairs).toBeGreaterThan(0);
    expect(first).toMatchObject({ cached: 0, failed: 0, vetoed: 0 });
    const calls = deps.enricher.prompts.length;
    deps.state.now = Date.parse('2026-11-21T03:15:00.000Z');
    await runRetraining(deps, { input: { runName: '2026-11-21' } });
    expect(deps.enricher.prompts).toHaveLength(calls);
    expect(onlyModel(deps).enrichment).toEqual({ ...first, cached: first.pairs });
  });

  describe('embeddings of the catalog', () => {
    const shop = plantedShop();
    const products = [...shop.products, product('p99', { title: 'Oak kitchen tool', categoryPath: [] })];

    it('without a number of texts to spend, no text is ever sent', async () => {
      const deps = enriching(pipelineFakes({ ...shop, products }));
      await runRetraining(deps);
      expect(deps.embedder.texts).toEqual([]);
      expect(await deps.artifacts.list('models/')).not.toContain(embeddingsFile(companyId));
    });

    it('while the company has the flag off, no text is sent whatever may be spent', async () => {
      const deps = { ...pipelineFakes({ ...shop, products }), maxEmbeddings: 100 };
      await runRetraining(deps);
      expect(deps.embedder.texts).toEqual([]);
    });

    it('each text is sent once, and the next run compares products by it', async () => {
      const deps = { ...enriching(pipelineFakes({ ...shop, products })), maxEmbeddings: 100 };
      await runRetraining(deps);
      const sent = deps.embedder.texts.length;
      expect(sent).toBe(products.length);
      expect(onlyModel(deps).counts).toMatchObject({ embedded: sent });
      const rowOf = () => deps.rows.get(companyId, 'p99', onlyModel(deps).modelVersion);
      const before = (await rowOf())?.relations.similar;
      deps.state.now = Date.parse('2026-11-21T03:15:00.000Z');
      await runRetraining(deps, { input: { runName: '2026-11-21' } });
      expect(deps.embedder.texts).toHaveLength(sent);
      expect((await rowOf())?.relations.similar).not.toEqual(before);
    });
  });
});

describe('a failing state', () => {
  const afterPublication = ['CleanVersions', 'ReportRun', 'RecordFailure', 'HoldModel', 'RemovePersonalize'];
  const besideTheModel = ['ForecastSubscriptions', 'EnrichForecasts', 'TuneStore', 'AnalyseStore', 'ReconcileFigures'];
  const beforePublication = tasks
    .map(([name]) => name)
    .filter((name) => ![...afterPublication, ...besideTheModel].includes(name));

  it.each(beforePublication)(
    '%s leaves the pointer untouched, records the failure and frees the lease',
    async (failing) => {
      const deps = await withLiveModel(choosing(enriching(pipelineFakes(shopFor(failing))), trainerOf(failing)));
      const before = await deps.models.live(companyId);
      const { status, tasks: begun } = await runRetraining(deps, {
        before: (state) => {
          if (state === failing) throw new Error(`${state} broke`);
        },
      });
      expect(status).toBe('failed');
      expect(begun.filter((state) => state === failing).length).toBeGreaterThanOrEqual(4);
      expect(begun).toContain('RecordFailure');
      expect(await deps.models.live(companyId)).toEqual(before);
      expect(deps.metricSums).toMatchObject({ ModelRunFailed: 1 });
      expect(deps.logLines).toContainEqual(
        expect.objectContaining({
          level: 'error',
          code: 'model_run_failed',
          context: expect.objectContaining({ companyId }),
        }),
      );
      expect(deps.runs.leases.size).toBe(0);
      if (failing === 'PrepareRun') expect(deps.models.models.size).toBe(1);
      else expect(onlyModel(deps)).toMatchObject({ status: 'failed', failure: expect.stringContaining('broke') });
    },
  );

  it.each(['CleanVersions', 'ReportRun'])(
    '%s comes after the decision: the new model stays live, the failure is recorded',
    async (failing) => {
      const deps = await withLiveModel(pipelineFakes(plantedShop()));
      const { status } = await runRetraining(deps, {
        before: (state) => {
          if (state === failing) throw new Error(`${state} broke`);
        },
      });
      expect(status).toBe('failed');
      expect((await deps.models.live(companyId))?.modelVersion).toBe(onlyModel(deps).modelVersion);
      expect(onlyModel(deps)).toMatchObject({ status: 'live', failure: expect.stringContaining('broke') });
      expect(deps.runs.leases.size).toBe(0);
    },
  );

  it.each(tasks.map(([name]) => name).filter((name) => !['HoldModel', 'RecordFailure'].includes(name)))(
    '%s is repeated after a passing fault, and the run goes live',
    async (failing) => {
      const deps = choosing(enriching(pipelineFakes(shopFor(failing))), trainerOf(failing));
      const {
        status,
        error,
        tasks: begun,
      } = await runRetraining(deps, {
        before: (state, attempt) => {
          if (state === failing && attempt === 1) throw new Error('throttled');
        },
      });
      expect(begun.filter((state) => state === failing).length).toBeGreaterThan(1);
      expect(error).toBeUndefined();
      expect(status).toBe('succeeded');
      expect(onlyModel(deps)).toMatchObject({ status: 'live', failure: null });
    },
  );

  it('does not repeat what no retry mends: an unknown company', async () => {
    const deps = pipelineFakes(plantedShop());
    const { status, tasks: begun } = await runRetraining(deps, { input: { companyId: 'nobody-here' } });
    expect(status).toBe('failed');
    expect(begun).toEqual(['PrepareRun', 'RecordFailure']);
  });

  it('lets the next night train', async () => {
    const deps = pipelineFakes(plantedShop());
    await runRetraining(deps, {
      before: (state) => {
        if (state === 'EvaluateModel') throw new Error('broke');
      },
    });
    deps.state.now = Date.parse('2026-11-21T03:15:00.000Z');
    expect((await runRetraining(deps, { input: { runName: '2026-11-21' } })).status).toBe('succeeded');
    expect(onlyModel(deps).status).toBe('live');
  });
});

const relationFile = (deps: PipelineFakes, relation: Relation) =>
  deserialiseTrainedRelation(
    deps.artifacts.files.get(runFiles({ companyId, runName: '2026-11-20' }).relation(relation))!,
  );

describe('a run by SQL', () => {
  const shop = randomShop(5, { products: 40, orders: 200, sessions: 150 });

  it('goes live with the neighbours, evidence and popular lists of the built-in trainer', async () => {
    const own = choosing(pipelineFakes(shop), 'built-in');
    const bySql = choosing(pipelineFakes(shop), 'athena');
    await runRetraining(own);
    const { status, error, tasks } = await runRetraining(bySql);
    expect(error).toBeUndefined();
    expect(status).toBe('succeeded');
    expect(tasks).toEqual(expect.arrayContaining(['StartLogQuery', 'StartSqlQuery', 'LoadSqlRelation']));
    expect(tasks).not.toContain('TrainAlsoBought');
    expect(onlyModel(bySql)).toMatchObject({ status: 'live', trainer: 'athena', metrics: onlyModel(own).metrics });
    expect(onlyModel(bySql).counts.athenaScannedBytes).toBeGreaterThan(0);
    for (const relation of ['also-bought', 'also-viewed', 'similar'] as const) {
      const [a, b] = [relationFile(own, relation), relationFile(bySql, relation)];
      expect([...b.candidates]).toEqual([...a.candidates]);
      expect([...b.pairCounts]).toEqual([...a.pairCounts]);
      expect(b.scores.every((score, at) => Math.abs(score - a.scores[at]!) < 1e-6)).toBe(true);
    }
    const [popular, popularBySql] = await Promise.all(
      [own, bySql].map((deps) =>
        deps.popularity.getMany(companyId, onlyModel(deps).modelVersion, [{ kind: 'popular', category: '' }]),
      ),
    );
    expect(popularBySql).toEqual(popular);
  });

  it('starts no query twice when every step is repeated', async () => {
    const deps = choosing(pipelineFakes(shop), 'athena');
    expect((await runRetraining(deps, { twice: true })).status).toBe('succeeded');
    expect(deps.sql.statements).toHaveLength(6);
  });

  it('waits until a query is done', async () => {
    const deps = choosing(pipelineFakes(shop), 'athena');
    const state = jest.spyOn(deps.sql, 'state').mockResolvedValueOnce({ state: 'running' });
    const { tasks } = await runRetraining(deps);
    expect(tasks.filter((name) => name === 'CheckLogQuery')).toHaveLength(2);
    expect(state).toHaveBeenCalled();
  });

  it('fails with the words of the engine, once', async () => {
    const deps = choosing(pipelineFakes(shop), 'athena');
    jest.spyOn(deps.sql, 'state').mockResolvedValue({ state: 'failed', reason: 'HIVE_BAD_DATA: no such luck' });
    const { status, tasks } = await runRetraining(deps);
    expect(status).toBe('failed');
    expect(tasks.filter((name) => name === 'CheckLogQuery')).toHaveLength(1);
    expect(onlyModel(deps).failure).toContain('The query "log" failed in Amazon Athena: HIVE_BAD_DATA: no such luck');
  });

  it('is refused in a sentence where the deployment has no Athena', async () => {
    const deps = { ...choosing(pipelineFakes(shop), 'athena'), trainers: availableTrainers('built-in') };
    expect((await runRetraining(deps)).status).toBe('failed');
    expect(onlyModel(deps).failure).toContain('not switched on in this deployment');
  });
});

describe('a run with Amazon Personalize', () => {
  const leftovers = (deps: PipelineFakes) =>
    [...deps.artifacts.files.keys()].filter((key) => key.startsWith(`models/${companyId}/personalize/`));
  const noteOf = (deps: PipelineFakes, runName = '2026-11-20') =>
    JSON.parse(
      Buffer.from(deps.artifacts.files.get(`models/${companyId}/personalize/${runName}.json`)!).toString(),
    ) as { isRemoved: boolean };
  const deletions = (deps: PipelineFakes) => deps.personalizeCalls.filter((call) => call.startsWith('Delete'));

  it('takes its lists for what people bought and viewed, with evidence from the store, and leaves nothing behind', async () => {
    const deps = choosing(pipelineFakes(busyShop), 'personalize');
    const { status, error } = await runRetraining(deps);
    expect(error).toBeUndefined();
    expect(status).toBe('succeeded');
    const model = onlyModel(deps);
    expect(model).toMatchObject({ status: 'live', trainer: 'personalize' });
    expect(model.counts['personalize.also-bought.candidates']).toBeGreaterThan(100);
    expect(model.counts['personalize.also-viewed.coverage']).toBe(1);
    const bought = relationFile(deps, 'also-bought');
    expect(bought.candidates.length).toBe(model.counts['personalize.also-bought.candidates']);
    expect(bought.scores[bought.offsets[0]!]).toBe(1);
    expect(bought.pairCounts.some((count) => count > 1)).toBe(true);
    expect(noteOf(deps)).toMatchObject({ isRemoved: true });
    expect(new Set(deletions(deps))).toEqual(
      new Set(['DeleteSolution', 'DeleteDataset', 'DeleteDatasetGroup', 'DeleteSchema']),
    );
  });

  it('makes nothing twice when every step is repeated', async () => {
    const deps = choosing(pipelineFakes(busyShop), 'personalize');
    expect((await runRetraining(deps, { twice: true })).status).toBe('succeeded');
    const made = deps.personalizeCalls.filter((call) => call.startsWith('Create'));
    expect(made.toSorted()).toEqual([
      'CreateBatchInferenceJob',
      'CreateBatchInferenceJob',
      'CreateDataset',
      'CreateDataset',
      'CreateDatasetGroup',
      'CreateDatasetImportJob',
      'CreateDatasetImportJob',
      'CreateSchema',
      'CreateSchema',
      'CreateSolution',
      'CreateSolution',
      'CreateSolutionVersion',
      'CreateSolutionVersion',
    ]);
  });

  it('says what a store lacks before anything is made', async () => {
    const deps = choosing(pipelineFakes(plantedShop()), 'personalize');
    expect((await runRetraining(deps)).status).toBe('failed');
    expect(onlyModel(deps).failure).toContain(
      'Amazon Personalize cannot train this store yet: purchases: 220 of at least 1,000; views: 90 of at least 1,000',
    );
    expect(deps.personalizeCalls).toEqual([]);
    expect(leftovers(deps)).toEqual([]);
  });

  it('keeps what it made where the company wants it, and removes it with the next run of another trainer', async () => {
    const deps = choosing(pipelineFakes(busyShop), 'personalize');
    const { trainingConfig } = deps.state.settings;
    const keeping = { ...trainingConfig.value, keepPersonalizeResources: true };
    deps.state.settings = { ...deps.state.settings, trainingConfig: { ...trainingConfig, value: keeping } };
    await runRetraining(deps);
    expect(deletions(deps)).toEqual([]);
    expect(noteOf(deps)).toMatchObject({ isRemoved: false });
    choosing(deps, 'built-in');
    deps.state.now = Date.parse('2026-11-21T03:15:00.000Z');
    const { status, tasks } = await runRetraining(deps, { input: { runName: '2026-11-21' } });
    expect(status).toBe('succeeded');
    expect(tasks).toContain('RemovePersonalize');
    expect(noteOf(deps)).toMatchObject({ isRemoved: true });
  });

  it('removes what it made when a later state fails', async () => {
    const deps = choosing(pipelineFakes(busyShop), 'personalize');
    const { status } = await runRetraining(deps, {
      before: (state) => {
        if (state === 'ConvertPersonalize') throw new Error('broke');
      },
    });
    expect(status).toBe('failed');
    expect(onlyModel(deps)).toMatchObject({ status: 'failed', failure: expect.stringContaining('broke') });
    expect(noteOf(deps)).toMatchObject({ isRemoved: true });
  });

  it('gives up a removal that fails, and says so', async () => {
    const deps = choosing(pipelineFakes(busyShop), 'personalize');
    const { status, tasks } = await runRetraining(deps, {
      before: (state) => {
        if (state === 'RemovePersonalize') throw new Error('broke');
      },
    });
    expect(status).toBe('failed');
    expect(tasks.filter((task) => task === 'RecordFailure')).toHaveLength(1);
    expect(onlyModel(deps)).toMatchObject({ status: 'live', failure: expect.stringContaining('broke') });
    expect(noteOf(deps)).toMatchObject({ isRemoved: false });
  });

  it('makes and asks nothing where the deployment does not have it', async () => {
    const deps = { ...choosing(pipelineFakes(busyShop), 'auto'), trainers: availableTrainers('built-in') };
    expect((await runRetraining(deps)).status).toBe('succeeded');
    expect(deps.personalizeCalls).toEqual([]);
    expect(onlyModel(deps).trainer).toBe('built-in');
  });
});
