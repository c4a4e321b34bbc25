/**
 * What a person adds to the live counts, as a function of what is remembered of the person's day:
 *
 *   view(p) 1 in the minute of the first view; view() 1 for the person
 *   co-view(a, b) 1 in the later of both minutes, for pairs of the first `mostPairedViews` products of the day
 *   buy(p), buy() and co-buy(a, b) 1 per order
 *
 * A change of memory changes the counts by what it adds after less what it added before; so neither cuts of batches nor
 * their order nor repetition matter. Who looks at one product ten thousand times adds 1. O(views² + orders · products²).
 */
import { type Signal, slotOfMinute } from '#core/live/live-signals';
import type { DayMemory, PersonMemory } from '#core/live/person-memory';

/** Products of a day that are paired: later ones of a long visit say little about each other. */
const mostPairedViews = 10;

const pairOf = (a: string, b: string): readonly string[] => (a < b ? [a, b] : [b, a]);

const pairsOf = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((first, at) => all.slice(at + 1).map((second): [T, T] => [first, second]));

const signalsOfViews = ({ views }: DayMemory): Signal[] => {
  const first = views[0];
  if (!first) return [];
  const one = (minute: number, kind: Signal['kind'], ids: readonly string[]): Signal => ({
    slot: slotOfMinute(minute),
    kind,
    ids,
    count: 1,
  });
  return [
    one(first[1], 'view', []),
    ...views.map(([id, minute]) => one(minute, 'view', [id])),
    ...pairsOf(views.slice(0, mostPairedViews)).map(([[a, at], [b, bt]]) =>
      one(Math.max(at, bt), 'co-view', pairOf(a, b)),
    ),
  ];
};

const signalsOfOrders = ({ orders }: DayMemory): Signal[] =>
  orders.flatMap(({ minute, productIds }) => {
    const slot = slotOfMinute(minute);
    return [
      { slot, kind: 'buy', ids: [], count: 1 },
      ...productIds.map((id): Signal => ({ slot, kind: 'buy', ids: [id], count: 1 })),
      ...pairsOf(productIds).map(([a, b]): Signal => ({ slot, kind: 'co-buy', ids: pairOf(a, b), count: 1 })),
    ];
  });

const signalsOf = (day: DayMemory | undefined): Signal[] =>
  day ? [...signalsOfViews(day), ...signalsOfOrders(day)] : [];

/** What the step from one memory to the next adds and takes away; days that were forgotten keep what they added. */
export const learnedChange = (before: PersonMemory, after: PersonMemory): Signal[] =>
  Object.entries(after).flatMap(([day, memory]) => [
    ...signalsOf(memory),
    ...signalsOf(before[day]).map((signal) => ({ ...signal, count: -signal.count })),
  ]);
