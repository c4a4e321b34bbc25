import { getTrainingConfig } from '#contracts/api/training';
import { newModel } from '#core/models/model';
import { availableTrainers } from '#core/training/choose-trainer';
import { makeHandler } from '#lambdas/api/training/get-training-config';
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
import { memoryModelStore } from '#test/support/memory-stores';

const callWith =
  (models = memoryModelStore(), trainers = 'built-in'): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({
      ...endpointFakes(options),
      settings: memorySettings(),
      models,
      trainers: availableTrainers(trainers),
    })(
      httpEvent(getTrainingConfig, { query: { companyId: testCompanyId }, claims: claimsOf(testUserId), ...parts }),
      testContext,
    );

const measured = {
  products: 2_000,
  interactions: 30_000,
  'also-bought.interactions': 20_000,
  'also-bought.people': 500,
  'also-bought.peopleWithTwo': 400,
  'also-viewed.interactions': 10_000,
  'also-viewed.people': 900,
  'also-viewed.peopleWithTwo': 700,
};

const withRun = async (counts: Record<string, number>) => {
  const models = memoryModelStore();
  const run = { companyId: testCompanyId, trainer: 'auto', runName: 'r', reason: 'nightly' } as const;
  const createdAt = '2026-11-20T03:00:00.000Z';
  await models.create({ ...newModel({ ...run, modelVersion: 'm20261120-0001', createdAt }), counts });
  return models;
};

interface Body {
  readonly options: { trainer: string; isAvailable: boolean; problems: string[]; costEstimate: object | null }[];
  readonly measured: object | null;
}

const optionOf = (body: Body, trainer: string) => body.options.find((option) => option.trainer === trainer);

describe('GET /api/admin/training/config', () => {
  itGuardsMembers(getTrainingConfig, callWith());

  it('answers 200 with auto under version 0, and no costs, before anything was chosen or measured', async () => {
    const answer = await callWith()({}, { role: 'viewer' });
    expect(answer.statusCode).toBe(200);
    const body = jsonBody<Body>(answer);
    getTrainingConfig.response?.parse(body);
    expect(body).toMatchObject({
      config: { trainer: 'auto', keepPersonalizeResources: false },
      version: 0,
      measured: null,
    });
    expect(optionOf(body, 'personalize')).toEqual({
      trainer: 'personalize',
      isAvailable: false,
      problems: [],
      costEstimate: null,
    });
  });

  it('answers 200 with what each trainer would cost a store of the measured size', async () => {
    const body = jsonBody<Body>(await callWith(await withRun(measured), 'built-in,athena,personalize')());
    expect(body.measured).toEqual({ modelVersion: 'm20261120-0001', interactions: 30_000, products: 2_000 });
    // 1.47 MB imported, 2 + 2 training hours, 4,000 lists.
    const amountMicroUsd = Math.round(0.00147 * 50_000 + 4 * 240_000 + 4 * 67_000);
    expect(optionOf(body, 'personalize')).toMatchObject({
      isAvailable: true,
      problems: [],
      costEstimate: { amountMicroUsd },
    });
    // Six queries that read the least that Athena charges for.
    expect(optionOf(body, 'athena')).toMatchObject({ costEstimate: { amountMicroUsd: 300 } });
  });

  it('answers 200 with what a small store lacks for Amazon Personalize', async () => {
    const small = { ...measured, 'also-bought.interactions': 999, 'also-viewed.peopleWithTwo': 24 };
    const body = jsonBody<Body>(await callWith(await withRun(small), 'personalize')());
    expect(optionOf(body, 'personalize')?.problems).toEqual([
      'purchases: 999 of at least 1,000',
      'people with two views or more: 24 of at least 25',
    ]);
  });
});
