import { putTrainingConfig } from '#contracts/api/training';
import { newModel } from '#core/models/model';
import { availableTrainers } from '#core/training/choose-trainer';
import { makeHandler } from '#lambdas/api/training/put-training-config';
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
import { memorySettings } from '#test/support/memory-admin-stores';
import { memoryModelStore } from '#test/support/memory-stores';

const setUp = (
  options: FakeOptions = {},
  { trainers = 'built-in,athena,personalize', models = memoryModelStore() } = {},
) => {
  const settings = memorySettings();
  const handler = makeHandler({ ...endpointFakes(options), settings, models, trainers: availableTrainers(trainers) });
  return (parts: HttpEventParts = {}) =>
    handler(
      httpEvent(putTrainingConfig, {
        query: { companyId: testCompanyId },
        headers: { 'If-Match': '"v0"' },
        body: { trainer: 'athena', keepPersonalizeResources: false },
        claims: claimsOf(testUserId),
        ...parts,
      }),
      testContext,
    );
};

describe('PUT /api/admin/training/config', () => {
  itGuardsMembers(putTrainingConfig, (parts, options) => setUp(options)(parts));

  it('answers 200 with the choice under its next version, and who made it', async () => {
    const answer = await setUp({ role: 'owner' })();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.etag).toBe('"v1"');
    expect(putTrainingConfig.response?.parse(jsonBody(answer))).toMatchObject({
      config: { trainer: 'athena', keepPersonalizeResources: false },
      version: 1,
      updatedAt: testNow,
      updatedBy: testUserId,
    });
  });

  it('answers 400 for a trainer that the deployment does not have', async () => {
    const answer = await setUp({ role: 'owner' }, { trainers: 'built-in' })();
    expect(answer.statusCode).toBe(400);
    expect(jsonBody(answer)).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/body/trainer', code: 'trainer_not_deployed' }],
    });
  });

  it('answers 400 that names what a measured store lacks for Amazon Personalize', async () => {
    const models = memoryModelStore();
    const names = { companyId: testCompanyId, modelVersion: 'm20261120-0001', trainer: 'auto', runName: 'r' };
    await models.create({
      ...newModel({ ...names, reason: 'nightly', createdAt: testNow }),
      counts: { products: 3, interactions: 8, 'also-bought.interactions': 5, 'also-viewed.interactions': 3 },
    });
    const body = { trainer: 'personalize', keepPersonalizeResources: false };
    const answer = await setUp({ role: 'owner' }, { models })({ body });
    expect(answer.statusCode).toBe(400);
    expect(jsonBody<{ errors: object[] }>(answer).errors).toContainEqual({
      pointer: '/body/trainer',
      code: 'store_too_small',
      message: 'purchases: 5 of at least 1,000',
    });
  });

  it('answers 412 when somebody else chose meanwhile', async () => {
    const call = setUp({ role: 'owner' });
    await call();
    expect((await call()).statusCode).toBe(412);
  });

  it('answers 400 for a trainer that there is not', async () => {
    const body = { trainer: 'sagemaker', keepPersonalizeResources: false };
    expect((await setUp({ role: 'owner' })({ body })).statusCode).toBe(400);
  });
});
