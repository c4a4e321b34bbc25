import type { Cart } from '#core/carts/cart';
import { firstFailure, holdsEarly } from '#core/rules/check-condition';
import { type Condition, conditionDeclarations, type LeafCondition } from '#core/rules/condition-declarations';
import { type RuleFactsInput, ruleFacts, type ShopperFacts, strangerFacts } from '#core/rules/rule-facts';
import { aCart, eurProduct } from '#test/support/offer-fixtures';

const products = [
  eurProduct('tee', 2000, { categoryPath: ['Clothing', 'Shirts'], brand: 'Acme', tags: ['summer'], stock: 7 }),
  eurProduct('tee-red', 2000, { variantOf: 'tee', categoryPath: ['Clothing', 'Shirts'] }),
  eurProduct('mug', 900, { categoryPath: ['Kitchen'], tags: ['gift'] }),
];

interface Scene extends Partial<Pick<RuleFactsInput, 'now' | 'timeZone' | 'currency' | 'totalAmount'>> {
  readonly lines?: readonly (readonly [string, number])[];
  readonly cart?: Partial<Cart>;
  readonly shopper?: ShopperFacts;
}

const factsOf = ({ lines = [['tee', 2]], cart, ...known }: Scene = {}) =>
  ruleFacts({
    cart: aCart(lines, cart),
    currency: 'EUR',
    totalAmount: 4000,
    shopper: strangerFacts,
    cards: new Map(products.map((product) => [product.productId, product])),
    // A Friday; 11:00 in Berlin.
    now: '2026-11-20T10:00:00.000Z',
    timeZone: 'Europe/Berlin',
    ...known,
  });

const holds = (condition: Condition, scene?: Scene): boolean => firstFailure(condition, factsOf(scene)) === undefined;

/** Of each kind: conditions with a scene in which they hold, and one in which they fail. */
const cases: { [T in LeafCondition['type']]: readonly [Extract<LeafCondition, { type: T }>, Scene, Scene][] } = {
  'cart-total': [
    [{ type: 'cart-total', currency: 'EUR', atLeast: 4000 }, {}, { totalAmount: 3999 }],
    [{ type: 'cart-total', currency: 'EUR', atMost: 4000 }, {}, { totalAmount: 4001 }],
    [{ type: 'cart-total', currency: 'EUR', atLeast: 1 }, {}, { currency: 'USD' }],
  ],
  'cart-quantity': [[{ type: 'cart-quantity', atLeast: 2, atMost: 3 }, {}, { lines: [['tee', 4]] }]],
  'contains-product': [
    [{ type: 'contains-product', productIds: ['tee'] }, {}, { lines: [['mug', 1]] }],
    [{ type: 'contains-product', productIds: ['tee'] }, { lines: [['tee-red', 1]] }, { lines: [] }],
    [
      { type: 'contains-product', productIds: ['tee', 'mug'], atLeast: 3 },
      {
        lines: [
          ['tee', 2],
          ['mug', 1],
        ],
      },
      {},
    ],
  ],
  'contains-category': [
    [{ type: 'contains-category', categories: ['Clothing'] }, {}, { lines: [['mug', 1]] }],
    [{ type: 'contains-category', categories: ['Clothing > Shirts'] }, {}, { lines: [['mug', 1]] }],
  ],
  'contains-brand': [[{ type: 'contains-brand', brands: ['Acme'] }, {}, { lines: [['mug', 1]] }]],
  'contains-tag': [[{ type: 'contains-tag', tags: ['summer', 'sale'] }, {}, { lines: [['mug', 1]] }]],
  'coupon-code': [
    [{ type: 'coupon-code', codes: ['save10'] }, { cart: { couponCodes: ['SAVE10'] } }, { cart: { couponCodes: [] } }],
  ],
  'customer-segment': [
    [{ type: 'customer-segment', segments: ['vip', 'new'] }, {}, { shopper: { segments: ['lapsed'], orders: 3 } }],
  ],
  'orders-count': [[{ type: 'orders-count', atMost: 0 }, {}, { shopper: { segments: [], orders: 1 } }]],
  'days-since-last-order': [
    [
      { type: 'days-since-last-order', atLeast: 30 },
      { shopper: { segments: [], orders: 1, daysSinceLastOrder: 30 } },
      {},
    ],
  ],
  'first-visit': [
    [{ type: 'first-visit', is: true }, { cart: { context: { firstVisit: true } } }, {}],
    [{ type: 'first-visit', is: false }, { cart: { context: { firstVisit: false } } }, {}],
  ],
  'viewed-product': [
    [
      { type: 'viewed-product', productIds: ['mug', 'pot'] },
      { shopper: { segments: [], orders: 0, viewedProductIds: ['cup', 'pot'] } },
      { shopper: { segments: [], orders: 0, viewedProductIds: ['cup'] } },
    ],
    [
      { type: 'viewed-product', productIds: ['mug', 'pot', 'pan'], atLeast: 2 },
      { shopper: { segments: [], orders: 0, viewedProductIds: ['pot', 'mug'] } },
      { shopper: { segments: [], orders: 0, viewedProductIds: ['pot'] } },
    ],
    [
      { type: 'viewed-product', productIds: ['mug'] },
      { shopper: { segments: [], orders: 0, viewedProductIds: ['mug'] } },
      {},
    ],
  ],
  device: [[{ type: 'device', devices: ['mobile', 'tablet'] }, { cart: { context: { device: 'tablet' } } }, {}]],
  country: [
    [
      { type: 'country', countries: ['DE', 'AT'] },
      { cart: { context: { country: 'AT' } } },
      { cart: { context: { country: 'CH' } } },
    ],
  ],
  referrer: [
    [
      { type: 'referrer', hosts: ['Example.com'] },
      { cart: { context: { referrer: 'https://www.example.com/a?b' } } },
      { cart: { context: { referrer: 'https://notexample.com/' } } },
    ],
    [{ type: 'referrer', hosts: ['example.com'] }, { cart: { context: { referrer: 'http://example.com' } } }, {}],
  ],
  utm: [
    [
      { type: 'utm', parameter: 'campaign', values: ['Spring'] },
      { cart: { context: { utm: { campaign: 'SPRING' } } } },
      { cart: { context: { utm: { source: 'spring' } } } },
    ],
  ],
  'time-window': [
    [{ type: 'time-window', from: '11:00', until: '12:00' }, {}, { now: '2026-11-20T11:00:00.000Z' }],
    [{ type: 'time-window', from: '22:00', until: '06:00' }, { now: '2026-11-20T21:00:00.000Z' }, {}],
    // Berlin goes from +01:00 to +02:00 at 02:00: 09:30 there is another hour of UTC on either side.
    [
      { type: 'time-window', from: '09:00', until: '10:00' },
      { now: '2026-03-28T08:30:00.000Z' },
      { now: '2026-03-29T08:30:00.000Z' },
    ],
    // Half past two came twice on the night of 25 October.
    [
      { type: 'time-window', from: '02:00', until: '03:00' },
      { now: '2026-10-25T01:30:00.000Z' },
      { now: '2026-10-25T02:30:00.000Z' },
    ],
  ],
  weekday: [
    [{ type: 'weekday', days: ['FRIDAY'] }, {}, { now: '2026-11-20T23:30:00.000Z' }],
    [{ type: 'weekday', days: ['SATURDAY'] }, { timeZone: 'Pacific/Auckland', now: '2026-11-20T12:00:00.000Z' }, {}],
  ],
  stock: [],
  'experiment-variant': [
    [
      { type: 'experiment-variant', experimentId: 'e1', variants: ['b'] },
      { cart: { context: { variants: { e1: 'b' } } } },
      { cart: { context: { variants: { e1: 'a' } } } },
    ],
  ],
};

describe.each(Object.entries(cases).filter(([, ofType]) => ofType.length > 0))('the condition %s', (_, ofType) => {
  it.each(ofType.map(([condition, ...scenes]) => [JSON.stringify(condition), condition, ...scenes] as const))(
    '%s holds where it should and fails where it should',
    (__, condition, good, bad) => {
      expect([holds(condition, good), holds(condition, bad)]).toEqual([true, false]);
    },
  );
});

describe('the condition stock', () => {
  it('compares what is on hand, and fails for stock that is not tracked or a product that is not known', () => {
    const stock = (productId: string) => ({ type: 'stock', productId, atMost: 7 }) as const;
    expect([holds(stock('tee')), holds(stock('mug')), holds(stock('nothing'))]).toEqual([true, false, false]);
    expect(holds({ type: 'stock', productId: 'tee', atLeast: 8 })).toBe(false);
  });
});

const yes: Condition = { type: 'cart-quantity', atLeast: 1 };
const no: Condition = { type: 'cart-quantity', atLeast: 99 };

describe('groups', () => {
  it('hold as their names say', () => {
    expect(holds({ type: 'all', conditions: [] })).toBe(true);
    expect(holds({ type: 'all', conditions: [yes, no] })).toBe(false);
    expect(holds({ type: 'any', conditions: [no, yes] })).toBe(true);
    expect(holds({ type: 'any', conditions: [] })).toBe(false);
    expect(holds({ type: 'not', condition: no })).toBe(true);
  });

  it('point at the first part that fails', () => {
    const condition: Condition = {
      type: 'all',
      conditions: [yes, { type: 'all', conditions: [yes, { type: 'not', condition: yes }, no] }],
    };
    expect(firstFailure(condition, factsOf())).toEqual({ pointer: '/conditions/1/conditions/1', type: 'not' });
    const any: Condition = { type: 'all', conditions: [{ type: 'any', conditions: [no, no] }] };
    expect(firstFailure(any, factsOf())).toEqual({ pointer: '/conditions/0', type: 'any' });
  });
});

describe('what the cart alone says', () => {
  const unknown: Condition = { type: 'contains-brand', brands: ['Acme'] };
  it.each<[Condition, boolean | undefined]>([
    [unknown, undefined],
    [yes, true],
    [no, false],
    [{ type: 'all', conditions: [unknown, no] }, false],
    [{ type: 'all', conditions: [unknown, yes] }, undefined],
    [{ type: 'any', conditions: [unknown, yes] }, true],
    [{ type: 'any', conditions: [unknown, no] }, undefined],
    [{ type: 'not', condition: unknown }, undefined],
    [{ type: 'not', condition: no }, true],
  ])('%j: %s', (condition, expected) => {
    expect(holdsEarly(condition, factsOf())).toBe(expected);
  });

  it('never contradicts what is found out later', () => {
    for (const ofType of Object.values(cases)) {
      for (const [condition, ...scenes] of ofType) {
        for (const scene of scenes) {
          const early = holdsEarly(condition, factsOf(scene));
          if (early !== undefined) expect(holds(condition, scene)).toBe(early);
        }
      }
    }
  });
});

describe('declarations', () => {
  it('go by the name under which they are listed', () => {
    expect(Object.values(conditionDeclarations).map(({ type }) => type)).toEqual(Object.keys(conditionDeclarations));
  });
});
