import { bundleSizes, foldersWithRowWorker, largestByGroup } from '#scripts/bundle';
import { bundleBudgets } from '#scripts/bundle-budgets';
import { defaultProvider } from '#scripts/lambda-credentials';

const output = (bytes: number) => ({ bytes, inputs: {}, imports: [], exports: [] });

describe('bundle report', () => {
  const sizes = bundleSizes({
    inputs: {},
    outputs: {
      'dist/lambdas/api/recommendations/get-also-bought/index.cjs': output(410_000),
      'dist/lambdas/api/recommendations/get-you-might-like/index.cjs': output(420_000),
      'dist/lambdas/pipeline/prepare-run/index.cjs': output(600_000),
      'dist/lambdas/pipeline/prepare-run/index.cjs.map': output(9_000_000),
    },
  });

  it('counts bundles by the path of their handler and leaves out source maps', () => {
    expect([...sizes.keys()]).toEqual([
      'lambdas/api/recommendations/get-also-bought',
      'lambdas/api/recommendations/get-you-might-like',
      'lambdas/pipeline/prepare-run',
    ]);
  });

  it('names the largest bundle of each family or worker folder', () => {
    expect(largestByGroup(sizes)).toEqual([
      {
        group: 'storefront-read',
        bundles: 2,
        largestBytes: 420_000,
        largest: 'lambdas/api/recommendations/get-you-might-like',
      },
      { group: 'pipeline', bundles: 1, largestBytes: 600_000, largest: 'lambdas/pipeline/prepare-run' },
    ]);
  });

  it('holds what shoppers wait for to 500 kB', () => {
    expect(bundleBudgets['storefront-read']).toBe(500_000);
    expect(bundleBudgets['storefront-events']).toBe(500_000);
  });
});

describe('training threads', () => {
  it('are put beside the bundles that may start them, and beside no other', () => {
    const trains = {
      ...output(600_000),
      inputs: {
        'adapters/threads/row-threads.ts': { bytesInOutput: 1_200 },
        'lambdas/pipeline/train-relation.ts': { bytesInOutput: 300 },
      },
    };
    const outputs = {
      'dist/lambdas/pipeline/train-relation/index.cjs': trains,
      'dist/lambdas/api/carts/get-cart/index.cjs': output(400_000),
      'dist/threads/row-worker.cjs': output(12_000),
    };
    expect(foldersWithRowWorker({ inputs: {}, outputs })).toEqual(['dist/lambdas/pipeline/train-relation']);
  });
});

describe('credentials in a bundle', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('are those of the environment', async () => {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });
    expect(await defaultProvider()()).toEqual({ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' });
  });

  it('fail by name when they are absent', async () => {
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await expect(defaultProvider()()).rejects.toThrow('AWS_SECRET_ACCESS_KEY');
  });
});
