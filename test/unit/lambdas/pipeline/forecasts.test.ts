import type { Order } from '#core/orders/order';
import { companySettings } from '#test/support/endpoint-fakes';
import { fakeEnricher, type PipelineFakes, pipelineFakes } from '#test/support/pipeline-fakes';
import { plantedShop, product } from '#test/support/planted-shop';
import { runRetraining } from '#test/support/retrain-machine';

const dayMs = 86_400_000;
const startedAt = '2026-11-20T03:15:00.000Z';

/** Orders of one product by some customers, every so many days up to the run. */
const habit = (productId: string, days: number, customers: number, times: number): Order[] =>
  Array.from({ length: customers * times }, (_, index) => {
    const customer = index % customers;
    const orderedAt = new Date(
      Date.parse(startedAt) - Math.floor(index / customers) * days * dayMs - customer * dayMs,
    ).toISOString();
    const unitPrice = { amount: 500, currency: 'EUR' };
    return {
      orderId: `${productId}-${index}`,
      customerId: `${productId}-customer-${customer}`,
      status: 'placed',
      currency: 'EUR',
      lines: [{ productId, quantity: 1, refundedQuantity: 0, unitPrice }],
      orderedAt,
      updatedAt: orderedAt,
    };
  });

const planted = plantedShop();
const shop = {
  ...planted,
  products: [...(planted.products ?? []), product('coffee'), product('candle', { categoryPath: ['Scents'] })],
  orders: [...(planted.orders ?? []), ...habit('coffee', 14, 6, 8), ...habit('candle', 60, 2, 2)],
};

const setUp = ({ isOn = true, enricher = fakeEnricher() } = {}): PipelineFakes => {
  const deps = { ...pipelineFakes(shop, startedAt), enricher };
  const settings = companySettings({ liveModel: undefined });
  const value = { ...settings.flags.value, subscription_intelligence_enabled: isOn };
  deps.state.settings = { ...settings, flags: { ...settings.flags, value } };
  return deps;
};

const lifetimes = (days: unknown) =>
  fakeEnricher(() => JSON.stringify({ products: [{ id: 'p1', daysPerUnit: days }] }));

describe('the forecasts of a night', () => {
  it('say how long products last their buyers, under the version of the run', async () => {
    const deps = setUp();
    const { status } = await runRetraining(deps);
    expect(status).toBe('succeeded');
    // Bought every 14 days, and drawn a little towards the rest of the store.
    expect(deps.forecasts.written.get('coffee')?.daysPerUnit).toBeGreaterThan(13.9);
    expect(deps.forecasts.written.get('coffee')?.daysPerUnit).toBeLessThan(16);
    expect(deps.forecasts.written.get('coffee')).toMatchObject({
      intervals: 42,
      repeatBuyers: 6,
      level: 'product',
      modelVersion: expect.stringMatching(/^m20261120T/),
      computedAt: expect.stringMatching(/^2026-11-20T03:15/),
    });
  });

  it('are the same when every step runs twice', async () => {
    const [once, twice] = [setUp(), setUp()];
    await runRetraining(once);
    await runRetraining(twice, { twice: true });
    const bare = ({ forecasts }: PipelineFakes) =>
      [...forecasts.written.values()].map(({ computedAt: _, modelVersion: __, ...rest }) => rest);
    expect(bare(twice)).toEqual(bare(once));
  });

  it('are not made, and no language model is asked, while the flag is off', async () => {
    const deps = setUp({ isOn: false });
    deps.subscribable.add('candle');
    await runRetraining(deps);
    expect(deps.forecasts.written.size).toBe(0);
    expect(deps.enricher.prompts).toEqual([]);
  });

  it('ask for an opinion only on what can be subscribed to and purchases say too little of, and once', async () => {
    const deps = setUp({ enricher: lifetimes(90) });
    deps.subscribable.add('candle').add('coffee');
    await runRetraining(deps);
    expect(deps.enricher.prompts).toHaveLength(1);
    expect(deps.enricher.prompts[0]).toContain('candle');
    expect(deps.enricher.prompts[0]).not.toContain('coffee');
    const opinion = { daysPerUnit: 90, modelId: 'fake-model' };
    expect(deps.forecasts.written.get('candle')).toMatchObject({ intervals: 2, opinion });
    await runRetraining(deps, { input: { runName: '2026-11-21' } });
    expect(deps.enricher.prompts).toHaveLength(1);
    expect(deps.forecasts.written.get('candle')).toMatchObject({ opinion });
  });

  it.each([
    ['is not JSON', () => fakeEnricher(() => 'About three months, I would say.')],
    ['is no number of days', () => lifetimes('90')],
    ['is out of reason', () => lifetimes(100_000)],
    ['says that it is not used up', () => lifetimes(null)],
    [
      'does not come',
      () =>
        fakeEnricher(() => {
          throw new Error('Throttled');
        }),
    ],
  ])('stand without an opinion when the answer %s', async (_, make) => {
    const deps = setUp({ enricher: make() });
    deps.subscribable.add('candle');
    const { status } = await runRetraining(deps);
    expect(status).toBe('succeeded');
    expect(deps.forecasts.written.get('candle')).not.toHaveProperty('opinion');
    expect(deps.forecasts.written.has('coffee')).toBe(true);
  });

  it('stay within the budget of opinions', async () => {
    const deps = { ...setUp({ enricher: lifetimes(90) }), limits: { maxPairs: 10, maxTokens: 10 } };
    deps.subscribable.add('candle');
    await runRetraining(deps);
    expect(deps.enricher.prompts).toEqual([]);
    expect(deps.forecasts.written.has('candle')).toBe(true);
  });

  it.each(['ForecastSubscriptions', 'EnrichForecasts'])('do not hold up the model when %s fails', async (failing) => {
    const deps = setUp();
    const { status } = await runRetraining(deps, {
      before: (state) => {
        if (state === failing) throw new Error('Out of memory');
      },
    });
    expect(status).toBe('succeeded');
    expect(await deps.models.live('acme-shop')).toBeDefined();
    expect(deps.forecasts.written.size).toBe(0);
  });
});
