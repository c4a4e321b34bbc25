import { withLiveSignals } from '#adapters/dynamodb/live-recommendation-reader';
import type { Signal } from '#core/live/live-signals';
import { modelVersionOf } from '#core/models/run-name';
import type { PopularityList } from '#core/recommend/popularity-list';
import { learnBatches, liveNow, liveNowMs, viewAt } from '#test/support/live-events';
import { fakeRecommendDependencies, product, row } from '#test/support/recommendation-fakes';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
const oldModel = modelVersionOf('2026-11-20T03:00:00.000Z', 'aaaa');
const newModel = modelVersionOf(liveNow, 'bbbb');
const nightly: PopularityList = {
  kind: 'trending',
  category: '',
  candidates: [{ productId: 'old', score: 1, count: 9 }],
};

/** Twenty sessions that see p1 and then hot, and forty that see something else. */
const busy = (): Signal[] => [
  ...learnBatches([
    [
      ...range(20).flatMap((at) => [viewAt(`s${at}`, 'p1', 2), viewAt(`s${at}`, 'hot', 1)]),
      ...range(40).map((at) => viewAt(`o${at}`, `x${at % 20}`, 60)),
    ],
  ]).values(),
];

const setUp = (signals: readonly Signal[] | Error) => {
  let nowMs = 1_000;
  const { reader, calls } = fakeRecommendDependencies({
    products: [product('p1', { categoryPath: ['Cups'] }), product('hot', { categoryPath: ['Kitchen'] })],
    rows: [oldModel, newModel, 'unknown'].map((version) => row('p1', { 'also-viewed': ['a'] }, version)),
    lists: [nightly],
  });
  const read = jest.fn(async () => {
    if (signals instanceof Error) throw signals;
    return signals;
  });
  const onFailure = jest.fn();
  const live = withLiveSignals(reader, { read }, { now: () => nowMs, clock: () => liveNowMs, onFailure });
  return { live, read, calls, onFailure, passMs: (ms: number) => (nowMs += ms) };
};

const ids = (lists: readonly PopularityList[]) =>
  lists.map(({ candidates }) => candidates.map(({ productId }) => productId));

it('puts what trends now before what the night found trending', async () => {
  const { live } = setUp(busy());
  expect(ids(await live.lists('shop', oldModel, ['']))).toEqual([['hot', 'p1', 'old']]);
  expect(ids(await live.lists('shop', oldModel, ['Kitchen', 'Garden']))).toEqual([['hot']]);
});

it('knows what trends in a store without a model', async () => {
  const { live } = setUp(busy());
  expect((await live.lists('shop', undefined, ['Kitchen']))[0]?.candidates).toMatchObject([{ productId: 'hot' }]);
});

it('corrects rows by what came after the model’s data, alone or together, and leaves the newest model’s alone', async () => {
  const { live } = setUp(busy());
  const related = (one: Awaited<ReturnType<typeof live.row>>) =>
    one?.relations['also-viewed']?.map(({ productId }) => productId);
  expect(related(await live.row('shop', oldModel, 'p1'))).toEqual(['a', 'hot']);
  expect((await live.rows('shop', oldModel, ['hot', 'p1'])).map(related)).toEqual([['p1'], ['a', 'hot']]);
  expect(related(await live.row('shop', newModel, 'p1'))).toEqual(['a']);
  expect(related(await live.row('shop', 'unknown', 'p1'))).toEqual(['a']);
});

it('reads the counts once in 30 seconds, however many requests come at once', async () => {
  const { live, read, passMs } = setUp(busy());
  await Promise.all(range(5).flatMap(() => [live.row('shop', oldModel, 'p1'), live.lists('shop', oldModel, [''])]));
  passMs(29_999);
  await live.row('shop', oldModel, 'p1');
  expect(read).toHaveBeenCalledTimes(1);
  passMs(2);
  await live.row('shop', oldModel, 'p1');
  expect(read).toHaveBeenCalledTimes(2);
});

it('adds no call but its own where nothing trends', async () => {
  const { live, calls } = setUp([]);
  await live.row('shop', oldModel, 'p1');
  expect(calls.sort()).toEqual(['lists', 'row']);
});

it('keeps one company’s view from another', async () => {
  const { live, read } = setUp(busy());
  await live.row('a', oldModel, 'p1');
  await live.row('b', oldModel, 'p1');
  expect(read.mock.calls).toEqual([['a'], ['b']]);
});

it('serves what the night made when the counts cannot be read, and says so', async () => {
  const { live, onFailure } = setUp(new Error('no table'));
  expect(await live.row('shop', oldModel, 'p1')).toEqual(row('p1', { 'also-viewed': ['a'] }, oldModel));
  expect(await live.lists('shop', oldModel, [''])).toEqual([nightly]);
  expect(onFailure).toHaveBeenCalledTimes(1);
});
