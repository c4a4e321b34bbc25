import fc from 'fast-check';
import { affinities } from '#core/analytics/affinity';
import { ListedProducts } from '#core/analytics/listed-products';
import { findOpportunities } from '#core/analytics/opportunities/find-opportunities';
import { missingContent } from '#core/analytics/opportunities/thin-content';
import { unclickedPlacements } from '#core/analytics/opportunities/unclicked-placements';
import { OrderFigures } from '#core/analytics/order-figures';
import { orderValues } from '#core/analytics/order-values';
import { pageByKey } from '#core/analytics/page-by-key';
import { ActivityCounter, segmentReport } from '#core/analytics/segment-report';
import { ShownCounter, ShownToCounter, sumShown } from '#core/analytics/shown-counts';
import { pairIds, pairsOf, storeFacts } from '#core/analytics/store-facts';
import type { Product } from '#core/catalog/product';
import { keptQuantity, type Order } from '#core/orders/order';
import { defaultRecommendationConfig, type RecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { defaultSegmentConfig } from '#core/segments/segment-config';
import { buildTrainingData } from '#core/training/interaction-log';
import { order, product, view } from '#test/support/planted-shop';
import { rollUpRow } from '#test/support/roll-up-rows';

const now = '2026-11-20T03:00:00.000Z';
const soldAt = '2026-11-10T10:00:00.000Z';

/** `a` and `b` are bought together 30 times, `c` and `d` alone. */
const orders = [
  ...Array.from({ length: 30 }, (_, index) => order(index, ['a', 'b'], soldAt)),
  ...Array.from({ length: 20 }, (_, index) => order(100 + index, ['c'], soldAt)),
  ...Array.from({ length: 20 }, (_, index) => order(200 + index, ['d'], soldAt)),
  ...Array.from({ length: 5 }, (_, index) => order(300 + index, ['a'], soldAt)),
];

const full = { brand: 'Oak', imageUrl: 'https://shop.example/x.jpg', attributes: { colour: 'blue' } };
const catalog = ['a', 'b', 'c', 'd', 'e'].map((id) => product(id, { ...full, title: `Fine thing ${id}` }));

const rowOf = (productId: string, candidates: readonly string[]): RecommendationRow => ({
  productId,
  modelVersion: 'm1',
  support: { baskets: 0, customers: 0, sessions: 0 },
  relations: { similar: candidates.map((id) => ({ productId: id, score: 1, pairCount: 0 })) },
});

interface Store {
  readonly products?: readonly Product[];
  readonly rows?: readonly RecommendationRow[];
  readonly shown?: Readonly<Record<string, number>>;
  readonly config?: Partial<RecommendationConfig>;
}

const factsOf = ({ products = catalog, rows = [rowOf('a', ['c', 'd'])], shown = {}, config = {} }: Store = {}) => {
  const data = buildTrainingData({ orders, events: [view(1, 'e', soldAt)], products, now, windowDays: 540 });
  const pairs = pairsOf(data);
  const listed = new ListedProducts(pairIds(pairs, data));
  for (const row of rows) listed.addRow(row);
  return storeFacts(data, products, {
    pairs,
    listed,
    shown: new Map(Object.entries(shown)),
    config: { ...defaultRecommendationConfig, ...config },
    now,
  });
};

const found = (store: Store, kind: string) =>
  findOpportunities(factsOf(store), []).filter((opportunity) => opportunity.kind === kind);

const changed = (id: string, change: Partial<Product>): Product[] =>
  catalog.map((one) => (one.productId === id ? { ...one, ...change } : one));

describe('a pair that is not shown', () => {
  const kind = 'pair-not-shown';

  it('is one that is bought together beyond chance and stands in no list of either', () => {
    expect(found({}, kind)).toMatchObject([
      {
        productIds: ['b', 'a'],
        evidence: {
          ordersWithBoth: 30,
          ordersWithFirst: 30,
          ordersWithSecond: 35,
          ordersWithOne: 5,
          orders: 75,
          listsWithPair: 0,
        },
        // 30 orders hold both, where chance would have made 35 · 30 ÷ 75 = 14.
        stake: { value: 16, unit: 'orders-beyond-chance' },
      },
    ]);
  });

  it('is none when either stands in a list of the other and one of them came into view', () => {
    const rows = [rowOf('b', ['a'])];
    expect(found({ rows, shown: { a: 3 } }, kind)).toEqual([]);
    expect(found({ rows }, kind)).toMatchObject([{ evidence: { listsWithPair: 1, shownFirst: 0, shownSecond: 0 } }]);
  });

  it.each<[string, Store]>([
    ['one of them is no longer on sale', { products: changed('a', { status: 'archived' }) }],
    ['one of them is out of stock', { products: changed('b', { stock: 0 }) }],
    ['they are variants of one product', { products: changed('a', { variantOf: 'b' }) }],
    ['the merchant excludes one', { config: { excludedProductIds: ['a'] } }],
    ['the merchant excludes their category', { config: { excludedCategories: ['Kitchen'] } }],
    ['the merchant wants others only', { config: { onlyProductIds: ['c', 'd'] } }],
    ['the merchant hid the pair', { config: { hidden: [{ sourceProductId: 'b', productId: 'a' }] } }],
  ])('is none when %s', (_, store) => {
    expect(found(store, kind)).toEqual([]);
  });

  it('comes back when the time of a hidden pair is over', () => {
    const hidden = [{ sourceProductId: 'b', productId: 'a', expiresAt: '2026-11-19T00:00:00Z' }];
    expect(found({ config: { hidden } }, kind)).toHaveLength(1);
  });
});

describe('other opportunities', () => {
  it('name what lists would offer if it were in stock, by the units that it sold', () => {
    const products = changed('c', { stock: 0 });
    expect(found({ products }, 'out-of-stock')).toMatchObject([
      { productIds: ['c'], evidence: { lists: 1, stock: 0 }, stake: { value: 20, unit: 'units-sold' } },
    ]);
    expect(found({ products, rows: [] }, 'out-of-stock')).toEqual([]);
  });

  it('name what can be sold and is recommended nowhere', () => {
    const kind = 'never-recommended';
    expect(found({}, kind).map(({ productIds }) => productIds[0])).toEqual(['e', 'a', 'b']);
    expect(found({ shown: { e: 1 } }, kind).map(({ productIds }) => productIds[0])).toEqual(['a', 'b']);
    expect(found({ rows: [] }, kind)).toEqual([]);
  });

  it('name products that say too little, unless shoppers say enough', () => {
    const bare = { attributes: {}, brand: undefined };
    expect(found({ products: changed('e', bare) }, 'thin-content')).toMatchObject([
      { productIds: ['e'], missing: ['brand', 'attributes'], stake: { value: 1, unit: 'views' } },
    ]);
    expect(found({ products: changed('a', bare) }, 'thin-content')).toEqual([]);
    expect(missingContent(product('x', { title: 'Mug', categoryPath: [] }))).toEqual([
      'category',
      'brand',
      'image',
      'attributes',
      'title',
    ]);
  });

  it('name placements that surely nobody clicks, and leave those alone of which too little is known', () => {
    const lists = (placement: string, impressions: number, clicks: number) =>
      rollUpRow('2026-11-10', { scope: 'recommendation', placement }, { impressions, clicks });
    const rows = [lists('footer', 900, 0), lists('new', 100, 0), lists('cart', 5000, 100), lists('footer', 100, 0)];
    // No click in 1,000 lists: the interval ends at 0.4 %; in 100 lists at 3.7 %.
    expect(unclickedPlacements(rows)).toMatchObject([{ placement: 'footer', stake: { value: 1000 } }]);
  });

  it('tell of affinities whether a list holds them', () => {
    expect(affinities(factsOf())).toMatchObject([
      { first: { productId: 'a', orders: 35 }, second: { productId: 'b', orders: 30 }, orders: 30, isListed: false },
    ]);
    expect(affinities(factsOf({ rows: [rowOf('a', ['b'])] }))[0]?.isListed).toBe(true);
  });
});

const someOrders: fc.Arbitrary<Order[]> = fc.array(
  fc.record({
    orderId: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
    customerId: fc.constantFrom('c1', 'c2', undefined),
    status: fc.constantFrom('placed' as const, 'cancelled' as const),
    currency: fc.constantFrom('EUR', 'JPY'),
    lines: fc.array(
      fc.record({
        productId: fc.constantFrom('a', 'b'),
        quantity: fc.integer({ min: 1, max: 3 }),
        refundedQuantity: fc.nat({ max: 1 }),
        unitPrice: fc.record({ amount: fc.nat({ max: 500 }), currency: fc.constant('EUR') }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    orderedAt: fc.constantFrom('2026-06-01T10:00:00.000Z', '2026-11-01T10:00:00.000Z', soldAt),
    updatedAt: fc.constantFrom('2026-11-11T00:00:00.000Z', '2026-11-12T00:00:00.000Z'),
  }),
  { maxLength: 12 },
);

const figuresOf = (some: readonly Order[]): OrderFigures => {
  const figures = new OrderFigures();
  for (const one of some) figures.add(one);
  return figures;
};

/** The last version of each order, as a table would hold it. */
const newestOf = (some: readonly Order[]): Order[] => {
  const kept = new Map<string, Order>();
  for (const one of some) {
    const known = kept.get(one.orderId);
    if (!known || one.updatedAt > known.updatedAt) kept.set(one.orderId, one);
  }
  return [...kept.values()];
};

const revenueOf = (some: readonly Order[]): number =>
  some
    .filter(({ status }) => status === 'placed')
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + line.unitPrice.amount * keptQuantity(line), 0);

describe('order figures', () => {
  const distinct = someOrders.map(newestOf);

  it('add up to the orders, by customer and by the size of the basket', () => {
    fc.assert(
      fc.property(distinct, (some) => {
        const figures = figuresOf(some);
        const buyers = [...figures.customers().values(), figures.guests()];
        const sumOf = (sums: readonly { revenue: number }[]) => sums.reduce((sum, { revenue }) => sum + revenue, 0);
        expect(sumOf(buyers.flatMap(({ byCurrency }) => Object.values(byCurrency)))).toBe(revenueOf(some));
        const { single, several } = figures.baskets();
        expect(sumOf([...Object.values(single), ...Object.values(several)])).toBe(revenueOf(some));
      }),
    );
  });

  it('are the same in whatever order the versions come, and however often', () => {
    fc.assert(
      fc.property(distinct, fc.array(fc.nat()), (some, picks) => {
        const again = picks.flatMap((pick) => some[pick % Math.max(1, some.length)] ?? []);
        const [once, more] = [figuresOf(some), figuresOf([...again, ...some.toReversed()])];
        const sorted = (figures: OrderFigures) => [...figures.customers()].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(more)).toEqual(sorted(once));
        expect(more.baskets()).toEqual(once.baskets());
        expect(more.recent('2026-10-01', 2)).toEqual(once.recent('2026-10-01', 2));
      }),
    );
  });

  it('follow the newer version of an order', () => {
    const before = order(1, ['a'], soldAt);
    const after = { ...before, status: 'cancelled' as const, updatedAt: now };
    for (const some of [
      [before, after],
      [after, before],
    ]) {
      expect(figuresOf(some).customers().get('c1')).toMatchObject({ orders: 0, byCurrency: {} });
    }
  });
});

describe('the segment report', () => {
  const context = { config: defaultSegmentConfig, currency: 'EUR', now };

  it('puts every customer and order into exactly one segment by recency', () => {
    fc.assert(
      fc.property(someOrders.map(newestOf), (some) => {
        const figures = figuresOf(some);
        const sources = { activity: new ActivityCounter(), recentOrders: [], influenced: new Set<string>() };
        const report = segmentReport(figures, sources, context);
        const recency = report.filter(({ segment }) =>
          ['new', 'returning', 'at-risk', 'lapsed', 'guest'].includes(segment),
        );
        const customers = new Set(some.flatMap(({ customerId }) => customerId ?? []));
        expect(recency.reduce((sum, one) => sum + (one.customers ?? 0), 0)).toBe(customers.size);
        const sums = recency.flatMap((one) => Object.values(one.orders));
        expect(sums.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(revenueOf(some));
      }),
    );
  });

  it('counts each event once, without robots, under the segment of who sent it', () => {
    const activity = new ActivityCounter();
    const seen = { ...view(1, 'a', soldAt), customerId: 'c1' };
    const events = [seen, seen, { ...view(2, 'a', soldAt), isBot: true }, view(4, 'a', soldAt)];
    for (const event of events) activity.add(event);
    activity.addShown({ customerId: 'c1', lists: 3 });
    activity.addShown({ lists: 2 });
    const recentOrders = [{ orderId: 'o1', customerId: 'c1', currency: 'EUR', revenue: 1000 }];
    const sources = { activity, recentOrders, influenced: new Set(['o1']) };
    const report = segmentReport(figuresOf([order(1, ['a'], soldAt)]), sources, context);
    const of = (name: string) => report.find(({ segment }) => segment === name);
    expect(of('returning')).toMatchObject({
      customers: 1,
      activity: { listsShown: 3, views: 1 },
      recent: { orders: 1, influencedOrders: 1 },
    });
    expect(of('guest')?.activity).toMatchObject({ listsShown: 2, views: 1 });
  });
});

describe('order values', () => {
  const orderOf = (index: number, revenue: number) => ({ orderId: `o${index}`, currency: 'EUR', revenue });

  it('compare orders with and without credit, with intervals from 30 orders on', () => {
    const some = Array.from({ length: 80 }, (_, index) => orderOf(index, index < 40 ? 2000 + (index % 2) * 200 : 1000));
    const influenced = new Set(some.slice(0, 40).map(({ orderId }) => orderId));
    // s² = 100² · 40/39 of values that alternate around 2,100; none around 1,000.
    const half = 1.96 * Math.sqrt((100 ** 2 * (40 / 39)) / 40);
    expect(orderValues(some, influenced)).toEqual([
      {
        currency: 'EUR',
        with: { orders: 40, mean: 2100, low: expect.closeTo(2100 - half, 9), high: expect.closeTo(2100 + half, 9) },
        without: { orders: 40, mean: 1000, low: 1000, high: 1000 },
        difference: { value: 1100, low: expect.closeTo(1100 - half, 9), high: expect.closeTo(1100 + half, 9) },
      },
    ]);
  });

  it('give no interval of few orders, and no difference to nothing', () => {
    expect(orderValues([orderOf(1, 500)], new Set())).toEqual([
      {
        currency: 'EUR',
        with: { orders: 0, mean: null, low: null, high: null },
        without: { orders: 1, mean: 500, low: null, high: null },
        difference: null,
      },
    ]);
  });
});

describe('what was shown', () => {
  it('counts a product once a list, and customers by their lists', () => {
    const [products, people] = [new ShownCounter(), new ShownToCounter()];
    const shown = { type: 'recommendation_impression' as const, productIds: ['b', 'a', 'b'] };
    for (const event of [shown, { ...shown, customerId: 'c1' }, { type: 'product_view' as const }]) {
      products.add(event);
      people.add(event);
    }
    expect(products.finish()).toEqual({ a: 2, b: 2 });
    expect(people.finish()).toEqual([{ lists: 1 }, { customerId: 'c1', lists: 1 }]);
    expect(sumShown([{ a: 1 }, { a: 2, b: 1 }])).toEqual(new Map(Object.entries({ a: 3, b: 1 })));
  });
});

describe('pages by key', () => {
  it('give every entry once in order, whatever their size', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.string({ maxLength: 2 })), {
      selector: ([value, id]) => `${value} ${id}`,
    });
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 4 }), (all, limit) => {
        const read: (typeof all)[number][] = [];
        let after: readonly (number | string)[] | undefined;
        do {
          const page = pageByKey(all, (entry) => entry, { limit, ...(after && { after }) });
          read.push(...page.data);
          after = page.lastKey;
        } while (after);
        const expected = [...all].sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1));
        expect(read).toEqual(expected);
      }),
    );
  });

  it('go on where they were when the last entry is gone', () => {
    const { data } = pageByKey([1, 3, 4], (value) => [value], { after: [2], limit: 2 });
    expect(data).toEqual([3, 4]);
  });
});
