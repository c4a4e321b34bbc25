import { assignVariant } from '#core/experiments/assign-variant';
import { listOf } from '#test/support/stub-recommendations';
import { fetchRecommendations } from '../../../../web/widgets/src/fetch-recommendations.ts';

const query = { apiBase: 'https://api.example', productId: 'p1', companyId: 'a-shop', placement: 'hybrid' } as const;
const experiments = [
  {
    experimentId: 'exp-1',
    salt: '',
    trafficBasisPoints: 10_000,
    variants: [
      { variant: 'as-is', weight: 1 },
      { variant: 'hidden', weight: 1 },
    ],
  },
];
const visitorOf = (variant: string): string =>
  Array.from({ length: 50 }, (_, index) => `visitor-${index}`).find(
    (visitor) => assignVariant(experiments[0]!, visitor) === variant,
  )!;

const products = [
  { productId: 'p2', title: 'Mug', categoryPath: [], prices: [{ amount: 100, currency: 'EUR' }], svg: '' },
] as const;

/** An API whose hidden variant is empty, and what it was asked. */
const anApi = (running: typeof experiments) => {
  const asked: string[] = [];
  globalThis.fetch = async (url) => {
    const { searchParams } = new URL(String(url));
    const variant = searchParams.get('variant');
    const experimentId = searchParams.get('experimentId');
    asked.push(variant ?? 'shared');
    const isRunning = running.some((one) => one.experimentId === experimentId);
    const body = {
      ...listOf(products as never),
      experiments: running,
      experiment: isRunning && variant ? { experimentId, variant } : null,
      ...(isRunning && variant === 'hidden' && { items: [] }),
    };
    return new Response(JSON.stringify(body));
  };
  return asked;
};

const memoryStorage = (): Pick<Storage, 'getItem' | 'setItem'> => {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
};

const { fetch } = globalThis;
beforeEach(() => Object.assign(globalThis, { sessionStorage: memoryStorage() }));
afterAll(() => Object.assign(globalThis, { fetch, sessionStorage: undefined }));

const ask = (visitor: string | undefined, extra: { sessionId?: string } = {}) =>
  fetchRecommendations({ ...query, ...extra }, visitor, new AbortController().signal);

describe('fetchRecommendations', () => {
  it('learns what runs from the first answer and shows the list of its visitor’s variant', async () => {
    const asked = anApi(experiments);
    const list = await ask(visitorOf('as-is'));
    expect(asked).toEqual(['shared', 'as-is']);
    expect(list?.experiment).toEqual({ experimentId: 'exp-1', variant: 'as-is' });
  });

  it('asks for the variant at once on the next page', async () => {
    const asked = anApi(experiments);
    await ask(visitorOf('as-is'));
    await ask(visitorOf('as-is'));
    expect(asked).toEqual(['shared', 'as-is', 'as-is']);
  });

  it('shows nothing to a visitor whose variant hides the list', async () => {
    anApi(experiments);
    expect(await ask(visitorOf('hidden'))).toBeUndefined();
  });

  it('goes back to the shared list when an experiment has ended', async () => {
    anApi(experiments);
    await ask(visitorOf('hidden'));
    const asked = anApi([]);
    const list = await ask(visitorOf('hidden'));
    expect(asked).toEqual(['hidden']);
    expect([list?.items.length, list?.experiment]).toEqual([1, null]);
  });

  it('asks once, and draws nothing, without a visitor or when the server draws', async () => {
    const asked = anApi(experiments);
    await ask(undefined);
    await ask(visitorOf('hidden'), { sessionId: 'visitor-1' });
    expect(asked).toEqual(['shared', 'shared']);
  });
});
