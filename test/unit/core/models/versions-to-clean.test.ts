import fc from 'fast-check';
import { isServable, type Model, newModel } from '#core/models/model';
import { versionsToClean } from '#core/models/versions-to-clean';

const startedAt = '2026-11-20T03:15:00.000Z';
const createdAt = '2026-11-01T00:00:00.000Z';
const model = (number: number, changes: Partial<Model> = {}): Model => ({
  ...newModel({
    companyId: 'acme-shop',
    modelVersion: `m${String(number).padStart(3, '0')}`,
    trainer: 'built-in',
    runName: `run-${number}`,
    reason: 'nightly',
    createdAt,
  }),
  status: 'retired',
  ...changes,
});

describe('versionsToClean', () => {
  it('keeps the newest ones, and cleans the rest, newest first', () => {
    const models = [1, 2, 3, 4].map((number) => model(number));
    const run = { modelVersion: 'm004', startedAt };
    expect(versionsToClean({ models, modelsKept: 2, live: { modelVersion: 'm004' }, run })).toEqual(['m002', 'm001']);
  });

  it('keeps the live model and its predecessor, however old', () => {
    const models = [1, 2, 3, 4].map((number) => model(number, { status: number === 1 ? 'live' : 'held' }));
    const live = { modelVersion: 'm001', previousModelVersion: 'm002' };
    expect(versionsToClean({ models, modelsKept: 1, live, run: { modelVersion: 'm004', startedAt } })).toEqual([
      'm003',
    ]);
  });

  it('cleans failed runs without counting them', () => {
    const models = [model(1), model(2, { status: 'failed' }), model(3, { status: 'live' })];
    const run = { modelVersion: 'm003', startedAt };
    expect(versionsToClean({ models, modelsKept: 2, live: { modelVersion: 'm003' }, run })).toEqual(['m002']);
  });

  it('leaves alone what is clean, unless this very run began to clean it', () => {
    const models = [model(1, { rowsRemovedAt: createdAt }), model(2, { rowsRemovedAt: startedAt }), model(3)];
    const run = { modelVersion: 'm003', startedAt };
    expect(versionsToClean({ models, modelsKept: 1, live: { modelVersion: 'm003' }, run })).toEqual(['m002']);
  });

  it('never touches the live, the previous, the running, or more than it must', () => {
    const status = fc.constantFrom<Model['status']>('training', 'ready', 'held', 'retired', 'failed');
    fc.assert(
      fc.property(
        fc.array(status, { minLength: 3, maxLength: 12 }),
        fc.integer({ min: 1, max: 10 }),
        (all, modelsKept) => {
          const models = all.map((one, index) => model(index, { status: one }));
          const live = { modelVersion: 'm000', previousModelVersion: 'm001' };
          const run = { modelVersion: 'm002', startedAt };
          const cleaned = versionsToClean({ models, modelsKept, live, run });
          for (const safe of ['m000', 'm001', 'm002']) expect(cleaned).not.toContain(safe);
          const left = models.filter((one) => isServable(one) && !cleaned.includes(one.modelVersion));
          expect(left.length).toBeGreaterThanOrEqual(Math.min(modelsKept, models.filter(isServable).length));
        },
      ),
    );
  });
});
