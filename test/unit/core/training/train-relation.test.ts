import fc from 'fast-check';
import { keptQuantity, type Order } from '#core/orders/order';
import { decodeRow, encodeRow } from '#core/recommend/recommendation-row';
import { behaviouralRelations, relations } from '#core/recommend/relation';
import { packArrays } from '#core/similarity/packed-arrays';
import { assembleRows } from '#core/training/assemble-rows';
import { buildTrainingData } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import {
  catalogFingerprint,
  deserialiseTrainedRelation,
  logOf,
  serialiseTrainedRelation,
  trainRelation,
} from '#core/training/train-relation';
import { anOrder, aProduct, aView } from '#test/support/recommendation-fixtures';

const window = { now: '2026-02-01T00:00:00Z', windowDays: 365 };
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const shop = names.map((id) => aProduct(id, { title: `Tea ${id}` }));

const orderOf = (index: number, ids: readonly string[], customerId?: string): Order =>
  anOrder(`o${index}`, ids, { customerId, orderedAt: `2026-01-01T00:${String(index).padStart(2, '0')}:00Z` });

const train = (
  orders: readonly Order[],
  events: Parameters<typeof buildTrainingData>[0]['events'] = [],
  catalog = shop,
  parameters = defaultTrainingParameters,
) => {
  const data = buildTrainingData({ orders, events, products: catalog, ...window });
  const trained = relations.map((relation) => trainRelation(relation, data, catalog, parameters));
  return { data, trained };
};

const rowsOf = (
  orders: readonly Order[],
  events: Parameters<typeof buildTrainingData>[0]['events'] = [],
  catalog = shop,
  parameters = defaultTrainingParameters,
) => {
  const { data, trained } = train(orders, events, catalog, parameters);
  const rows = [...assembleRows({ modelVersion: 'm1', productIds: data.productIds, catalog, trained })];
  return new Map(rows.map((row) => [row.productId, row]));
};

describe('each relation learns from its own log', () => {
  const orders = [orderOf(1, ['a', 'b'], 'ann'), orderOf(2, ['c', 'b'], 'ann')];
  const events = [aView('e1', 'a'), aView('e2', 'd', { occurredAt: '2026-01-01T00:00:05Z' })];
  const idsIn = (relation: (typeof relations)[number]) =>
    rowsOf(orders, events)
      .get('a')
      ?.relations[relation]?.map(({ productId }) => productId);
  it('bought-together from baskets', () => expect(idsIn('bought-together')).toEqual(['b']));
  it('also-bought from customers', () => expect(idsIn('also-bought')).toEqual(['b', 'c']));
  it('also-viewed from sessions', () => expect(idsIn('also-viewed')).toEqual(['d']));
  it('similar from the catalog', () => expect(idsIn('similar')).toEqual(['b', 'c', 'd', 'e', 'f']));
});

it('the counts in rows are those of a naive recount of the raw orders', () => {
  const anyOrder = fc.record({
    ids: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }),
    customerId: fc.option(fc.constantFrom('ann', 'bob', 'cyd', 'dan', 'eve', 'fay'), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(anyOrder, { maxLength: 25 }), (raw) => {
      const orders = raw.map(({ ids, customerId }, index) => orderOf(index, ids, customerId));
      const holds = (order: Order, id: string) =>
        order.lines.some((line) => line.productId === id && keptQuantity(line) > 0);
      for (const row of rowsOf(orders).values()) {
        expect(row.support.baskets).toBe(orders.filter((order) => holds(order, row.productId)).length);
        for (const { productId, pairCount, fewPeople } of row.relations['bought-together'] ?? []) {
          const both = orders.filter((order) => holds(order, row.productId) && holds(order, productId));
          expect(pairCount).toBe(both.length);
          const people = new Set(both.map(({ customerId, orderId }) => customerId ?? orderId));
          expect(fewPeople === true).toBe(people.size < 5);
        }
        const customersOf = (id: string) =>
          new Set(orders.filter((order) => holds(order, id)).map(({ customerId, orderId }) => customerId ?? orderId));
        for (const { productId, pairCount } of row.relations['also-bought'] ?? []) {
          const others = customersOf(productId);
          expect(pairCount).toBe([...customersOf(row.productId)].filter((person) => others.has(person)).length);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('scores start at 1, fall, and have three decimals, so that a row survives its encoding', () => {
  const orders = Array.from({ length: 20 }, (_, index) =>
    orderOf(index, [names[index % 6]!, names[(index * index) % 6]!, 'a']),
  );
  for (const row of rowsOf(orders).values()) {
    expect(decodeRow(encodeRow(row), row.productId)).toEqual(row);
    for (const list of Object.values(row.relations)) {
      const scores = list.map(({ score }) => score);
      expect(scores[0]).toBe(1);
      expect(scores).toEqual([...scores].sort((x, y) => y - x));
    }
  }
});

it('what completes a cart is counted in baskets and compares between rows', () => {
  // a leads to b always; c leads to d one time in four.
  const orders = Array.from({ length: 16 }, (_, index) =>
    orderOf(index, index % 2 === 0 ? ['a', 'b'] : index % 8 === 1 ? ['c', 'd'] : ['c']),
  );
  const rows = rowsOf(orders);
  expect(rows.get('a')?.cart?.candidates[0]).toMatchObject({ productId: 'b', score: 1, pairCount: 8 });
  expect(rows.get('c')?.cart?.candidates[0]).toMatchObject({ productId: 'd', score: 1, pairCount: 2, fewPeople: true });
  expect(rows.get('a')!.cart!.strength).toBeGreaterThan(2 * rows.get('c')!.cart!.strength);
});

it('what nobody met completes a cart by what it is like, behind what orders tell and without a count', () => {
  const orders = Array.from({ length: 16 }, (_, index) => orderOf(index, ['a', 'b']));
  const rows = rowsOf(orders);
  const [first, ...others] = rows.get('a')!.cart!.candidates;
  expect(first?.productId).toBe('b');
  expect(others.length).toBeGreaterThan(0);
  for (const { pairCount, score } of others) expect([pairCount, score < 0.1]).toEqual([0, true]);
  const cart = { ...defaultTrainingParameters.cart!, contentPrior: 0 };
  const alone = rowsOf(orders, [], shop, { ...defaultTrainingParameters, cart });
  expect(alone.get('a')!.cart!.candidates).toHaveLength(1);
  expect(alone.get('e')).not.toHaveProperty('cart');
});

it('what was never seen together but leads to the same product is offered, without a count', () => {
  const events = ['a', 'b', 'c'].flatMap((from, index) =>
    [from, 'd'].map((id, step) =>
      aView(`e${index}${step}`, id, { sessionId: `s${index}`, occurredAt: `2026-01-01T0${index}:00:0${step}Z` }),
    ),
  );
  const viewed = rowsOf([], events).get('a')?.relations['also-viewed'];
  expect(viewed?.map(({ productId }) => productId)).toEqual(['d', 'c', 'b']);
  expect(viewed?.[1]).toEqual({ productId: 'c', score: expect.any(Number), pairCount: 0 });
});

it('a product that nobody has met has content candidates within one run', () => {
  const row = rowsOf([orderOf(1, ['a', 'b'])]).get('f');
  expect(Object.keys(row?.relations ?? {})).toEqual(['similar']);
  expect(row?.support).toEqual({ baskets: 0, customers: 0, sessions: 0 });
});

it('inactive and departed products have no row and stand in none; variants of one thing never meet', () => {
  const catalog = [
    aProduct('a', { title: 'Tea a' }),
    aProduct('a-red', { title: 'Tea a', variantOf: 'a' }),
    aProduct('b', { title: 'Tea b', status: 'draft' }),
    aProduct('c', { title: 'Tea c' }),
  ];
  const rows = rowsOf([orderOf(1, ['a', 'a-red', 'b', 'c'])], [], catalog);
  expect([...rows.keys()]).toEqual(['a', 'a-red', 'c']);
  expect(rows.get('a')?.relations['bought-together']?.map(({ productId }) => productId)).toEqual(['c']);

  const { data, trained } = train([orderOf(1, ['a', 'b', 'c'])]);
  const left = [
    ...assembleRows({ modelVersion: 'm1', productIds: data.productIds, catalog: shop.slice(0, 2), trained }),
  ];
  expect(left.map(({ productId, relations: { 'bought-together': list } }) => [productId, list?.length])).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});

it('at most two variants of one thing stand in a list', () => {
  const catalog = [aProduct('x'), ...['r', 'g', 'b'].map((colour) => aProduct(colour, { variantOf: 'v' }))];
  const rows = rowsOf([orderOf(1, ['x', 'r', 'g', 'b'])], [], catalog);
  expect(rows.get('x')?.relations['bought-together']?.length).toBe(2);
});

it('the evidence floor drops pairs met too seldom or only by chance', () => {
  const times = (count: number, from: number, ids: readonly string[]) =>
    Array.from({ length: count }, (_, index) => orderOf(from + index, ids));
  const orders = [...times(8, 0, ['a', 'b']), orderOf(9, ['a', 'c']), ...times(10, 10, ['c', 'd'])];
  const data = buildTrainingData({ orders, events: [], products: shop, ...window });
  const candidatesWith = (floor: object) => {
    const parameters = {
      ...defaultTrainingParameters,
      relations: {
        ...defaultTrainingParameters.relations,
        'bought-together': { ...defaultTrainingParameters.relations['bought-together'], ...floor },
      },
    };
    const { candidates, offsets } = trainRelation('bought-together', data, shop, parameters);
    return [...candidates.subarray(offsets[0], offsets[1])].map((item) => data.productIds[item]);
  };
  expect(candidatesWith({})).toEqual(['b', 'c']);
  expect(candidatesWith({ leastPairCount: 2 })).toEqual(['b']);
  expect(candidatesWith({ leastLogLikelihoodRatio: 3.84 })).toEqual(['b']);
});

it('the same shop in another order trains to the same bytes', () => {
  const orders = Array.from({ length: 12 }, (_, index) => orderOf(index, [names[index % 6]!, names[(index + 2) % 6]!]));
  const bytesOf = (given: ReturnType<typeof train>) => given.trained.map(serialiseTrainedRelation);
  expect(bytesOf(train([...orders].reverse(), [], [...shop].reverse()))).toEqual(bytesOf(train(orders)));
});

describe('a serialised relation', () => {
  const { data, trained } = train([orderOf(1, ['a', 'b'])], [aView('e1', 'a')]);
  it('comes back equal', () => {
    for (const one of trained) expect(deserialiseTrainedRelation(serialiseTrainedRelation(one))).toEqual(one);
  });
  it('of an older release, without what completes a cart, is still read', () => {
    const { cart, ...older } = trained.find(({ relation }) => relation === 'bought-together')!;
    expect(cart?.strengths).toHaveLength(shop.length);
    expect(deserialiseTrainedRelation(serialiseTrainedRelation(older))).toEqual(older);
  });
  it('of an unknown relation is refused', () => {
    const odd = packArrays({ kind: 'trained-relation', version: 1, fields: { relation: 'odd' }, arrays: {} });
    expect(() => deserialiseTrainedRelation(odd)).toThrow('Unknown relation "odd"');
  });
  it('over another catalog is never joined', () => {
    const rows = assembleRows({ modelVersion: 'm1', productIds: ['z'], catalog: shop, trained });
    expect(() => rows.next()).toThrow('The relation bought-together was trained over another catalog');
    expect(catalogFingerprint(['ab', 'c'])).not.toBe(catalogFingerprint(['a', 'bc']));
  });
  it('may be missing: its rows simply lack it', () => {
    const rows = [...assembleRows({ modelVersion: 'm1', productIds: data.productIds, catalog: shop, trained: [] })];
    expect(rows.map(({ relations: none }) => none)).toEqual(shop.map(() => ({})));
  });
  it.each(behaviouralRelations)('%s knows how many groups hold each product', (relation) => {
    const one = trained.find((candidate) => candidate.relation === relation)!;
    expect(one.support.length).toBe(logOf(relation, data).itemCount);
  });
});
