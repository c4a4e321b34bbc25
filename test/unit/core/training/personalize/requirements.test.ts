import { buildTrainingData } from '#core/training/interaction-log';
import { estimatePersonalizeCost } from '#core/training/personalize/cost';
import { personalizeFitness } from '#core/training/personalize/requirements';
import {
  type InteractionMeasure,
  measureCounts,
  measureStore,
  measuresFromCounts,
} from '#core/training/personalize/store-measures';
import { randomShop } from '#test/support/random-shop';

const enough: InteractionMeasure = { interactions: 1_000, people: 100, peopleWithTwo: 25 };
const measures = (parts: {
  bought?: Partial<InteractionMeasure>;
  viewed?: Partial<InteractionMeasure>;
  products?: number;
}) => ({
  products: parts.products ?? 10,
  relations: { 'also-bought': { ...enough, ...parts.bought }, 'also-viewed': { ...enough, ...parts.viewed } },
});

describe('personalizeFitness', () => {
  it('finds a store at the very minimums fit', () => {
    expect(personalizeFitness(measures({}))).toEqual({ relations: ['also-bought', 'also-viewed'], problems: [] });
  });

  it('trains the lists that have enough, and says what the others lack', () => {
    expect(personalizeFitness(measures({ viewed: { interactions: 999, peopleWithTwo: 24 } }))).toEqual({
      relations: ['also-bought'],
      problems: ['views: 999 of at least 1,000', 'people with two views or more: 24 of at least 25'],
    });
  });

  it('asks that one person in a hundred has two interactions', () => {
    const { relations, problems } = personalizeFitness(measures({ bought: { people: 10_000, peopleWithTwo: 99 } }));
    expect(relations).toEqual(['also-viewed']);
    expect(problems).toEqual(['people with two purchases or more (1 % of all): 99 of at least 100']);
  });

  it('names the quotas that a store is too large for', () => {
    expect(personalizeFitness(measures({ products: 750_001 }))).toEqual({
      relations: [],
      problems: ['products: 750,001, more than 750,000'],
    });
    expect(personalizeFitness(measures({ bought: { interactions: 500_000_001 } })).relations).toEqual(['also-viewed']);
  });
});

describe('measureStore', () => {
  const shop = randomShop(4, { products: 30, orders: 120, sessions: 80 });
  const data = buildTrainingData({ ...shop, now: '2026-11-20T00:00:00.000Z', windowDays: 540 });

  it('counts what is in the logs, and survives a run report', () => {
    const measured = measureStore(data);
    expect(measured.relations['also-bought'].interactions).toBe(data.baskets.items.length);
    expect(measured.relations['also-viewed'].interactions).toBe(data.sessions.items.length);
    const perPerson = new Map<number, number>();
    data.baskets.people.forEach((person, group) => {
      const lines = data.baskets.offsets[group + 1]! - data.baskets.offsets[group]!;
      perPerson.set(person, (perPerson.get(person) ?? 0) + lines);
    });
    expect(measured.relations['also-bought'].people).toBe(perPerson.size);
    expect(measured.relations['also-bought'].peopleWithTwo).toBe([...perPerson.values()].filter((n) => n > 1).length);
    expect(measuresFromCounts({ ...measureCounts(measured), products: data.productIds.length })).toEqual(measured);
  });

  it('knows that a report of a run that failed early measures nothing', () => {
    expect(measuresFromCounts({ products: 3 })).toBeUndefined();
  });
});

describe('estimatePersonalizeCost', () => {
  it('grows with data, solutions and products, and is nothing when nothing is trained', () => {
    const small = estimatePersonalizeCost(measures({}), ['also-bought']);
    const both = estimatePersonalizeCost(measures({}), ['also-bought', 'also-viewed']);
    const large = estimatePersonalizeCost(measures({ bought: { interactions: 5_000_000 } }), ['also-bought']);
    expect(both.amountMicroUsd).toBeGreaterThan(small.amountMicroUsd);
    // Six training hours, 225 MB, 10 lists.
    expect(large.amountMicroUsd).toBe(Math.round(0.2250006 * 50_000 + 6 * 240_000 + 0.01 * 67_000));
    expect(estimatePersonalizeCost(measures({}), []).amountMicroUsd).toBe(0);
  });
});
