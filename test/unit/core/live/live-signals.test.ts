import fc from 'fast-check';
import {
  boundSignals,
  joinSignals,
  packSignals,
  type Signal,
  type SignalKind,
  slotAgeMs,
  slotOfMinute,
  unpackSignals,
} from '#core/live/live-signals';
import { liveNowMs } from '#test/support/live-events';

const minuteNow = liveNowMs / 60_000;
const dayMs = 86_400_000;

const signal = (kind: SignalKind, ids: readonly string[], minutesAgo = 0, count = 1): Signal => ({
  slot: slotOfMinute(minuteNow - minutesAgo),
  kind,
  ids,
  count,
});

const anySignal = fc
  .record({
    kind: fc.constantFrom<SignalKind>('view', 'buy', 'co-view', 'co-buy'),
    a: fc.constantFrom('a', 'b', '__proto__', 'é "x"'),
    minutesAgo: fc.integer({ min: 0, max: 15_000 }),
    count: fc.integer({ min: -2, max: 5 }),
  })
  .map(({ kind, a, minutesAgo, count }) =>
    signal(kind, kind.startsWith('co-') ? [a, 'z'] : a === 'b' ? [] : [a], minutesAgo, count),
  );
const someSignals = fc.array(anySignal, { maxLength: 40 });

it('shards join in any grouping, and slots that were joined earlier end up where later ones do', () => {
  fc.assert(
    fc.property(someSignals, someSignals, fc.integer({ min: 0, max: 10_000 }), (one, other, minutesLater) => {
      const later = liveNowMs + minutesLater * 60_000;
      const apart = [...joinSignals(one, liveNowMs).values(), ...joinSignals(other, liveNowMs).values()];
      expect(packSignals(joinSignals(apart, later))).toBe(packSignals(joinSignals([...other, ...one], later)));
    }),
  );
});

it('packing keeps every count', () => {
  fc.assert(
    fc.property(someSignals, (signals) => {
      const joined = joinSignals(signals, liveNowMs);
      expect(packSignals(joinSignals(unpackSignals(packSignals(joined)), liveNowMs))).toBe(packSignals(joined));
    }),
  );
});

it('another format is forgotten', () => {
  expect(unpackSignals('{"v":2,"i":[],"s":[]}')).toEqual([]);
});

it('minutes become hours, hours days, and pairs end after three days, views after eight', () => {
  const slots = (atMs: number) =>
    [...joinSignals([signal('view', ['a']), signal('co-view', ['a', 'b'])], atMs).values()].map(({ slot }) => slot[0]);
  expect(slots(liveNowMs + 119 * 60_000)).toEqual(['m', 'm']);
  expect(slots(liveNowMs + 120 * 60_000)).toEqual(['h', 'h']);
  expect(slots(liveNowMs + 2 * dayMs)).toEqual(['d', 'h']);
  expect(slots(liveNowMs + 4 * dayMs)).toEqual(['d']);
  expect(slots(liveNowMs + 10 * dayMs)).toEqual([]);
});

it('what is dropped beyond the limits weighs no more than anything that stays, and what stays keeps its count', () => {
  const signals = joinSignals(
    Array.from({ length: 300 }, (_, at) => signal('co-view', [`p${at}`, 'z'], at % 500, 1 + (at % 7))),
    liveNowMs,
  );
  const kept = boundSignals(signals, { mostProducts: 10, mostPairs: 50 }, liveNowMs);
  const weight = ({ slot, count }: Signal) => count * 2 ** (-slotAgeMs(slot, liveNowMs) / 10_800_000);
  const lightest = Math.min(...[...kept.values()].map(weight));
  const total = [...signals.values()].reduce((sum, one) => sum + weight(one), 0);
  const dropped = [...signals].filter(([name]) => !kept.has(name)).map(([, one]) => weight(one));
  expect(kept.size).toBe(50);
  for (const one of dropped) expect(one).toBeLessThanOrEqual(Math.min(lightest, total / 51));
  for (const [name, one] of kept) expect(signals.get(name)).toEqual(one);
});

it('a steady pair keeps its count while a hundred times as many others come and go', () => {
  let signals = joinSignals([], liveNowMs);
  for (let batch = 0; batch < 100; batch += 1) {
    const others = Array.from({ length: 100 }, (_, at) => signal('co-view', [`b${batch}`, `o${at}`], 100 - batch));
    const steady = signal('co-view', ['a', 'b'], 100 - batch);
    const joined = joinSignals([...signals.values(), ...others, steady], liveNowMs);
    signals = boundSignals(joined, { mostProducts: 10, mostPairs: 400 }, liveNowMs);
  }
  const own = [...signals.values()].filter(({ ids }) => ids[0] === 'a');
  expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect(new Set([...signals.values()].map(({ ids }) => ids.join())).size).toBe(400);
});

it('everybody’s counts stay whatever is dropped', () => {
  const signals = joinSignals([signal('view', [], 0, 7), signal('view', ['a']), signal('view', ['b'])], liveNowMs);
  expect([...boundSignals(signals, { mostProducts: 0, mostPairs: 0 }, liveNowMs).values()]).toEqual([
    signal('view', [], 0, 7),
  ]);
});
