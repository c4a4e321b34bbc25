import fc from 'fast-check';
import { addFacts, addRow, deriveProducts, type FactsByProduct } from '#core/imports/derive-products';
import type { OrderRow } from '#core/imports/order-row';
import { partOf, partsOf } from '#core/imports/partition';
import { reject } from '#core/imports/rejection';
import { reportLine } from '#core/imports/report';

const day = (number: number): string => `2026-05-${String(number).padStart(2, '0')}T10:00:00.000Z`;

const line = (title: string, amount: number, productId = 'cup'): OrderRow => ({
  row: 2,
  orderId: '1',
  customerId: '',
  orderedAt: '',
  productId,
  title,
  quantity: 1,
  amount,
  currency: 'EUR',
  isReturn: false,
  isCancelled: false,
});

type Line = readonly [title: string, amount: number, day: number];

const factsOf = (lines: readonly Line[]): FactsByProduct => {
  const facts: FactsByProduct = new Map();
  for (const [title, amount, at] of lines) addRow(facts, line(title, amount), day(at));
  return facts;
};

describe('deriveProducts', () => {
  it('takes the title that most lines have and the price of the newest', () => {
    const facts = factsOf([
      ['RED CUP', 500, 1],
      ['RED CUP', 450, 9],
      ['damaged?', 480, 5],
      ['', 470, 4],
    ]);
    expect(deriveProducts(facts)).toMatchObject([
      { productId: 'cup', title: 'RED CUP', prices: [{ amount: 450, currency: 'EUR' }], updatedAt: day(9) },
    ]);
  });

  it('names a product after its id when no line has a title', () => {
    expect(deriveProducts(factsOf([['', 500, 1]]))[0]?.title).toBe('cup');
  });

  it('gives the same products however the lines are spread over parts', () => {
    const lines = fc.array(
      fc.tuple(fc.constantFrom('A', 'B', ''), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lines, fc.nat(20), (given, cut) => {
        const joined: FactsByProduct = new Map();
        for (const part of [given.slice(cut), given.slice(0, cut)]) {
          for (const fact of factsOf(part).values()) addFacts(joined, fact);
        }
        expect(deriveProducts(joined)).toEqual(deriveProducts(factsOf(given)));
      }),
    );
  });
});

describe('partition', () => {
  it('gives a key the same part every time, and uses all parts', () => {
    const parts = Array.from({ length: 2000 }, (_, index) => partOf(`order-${index}`, 16));
    expect(parts).toEqual(Array.from({ length: 2000 }, (_, index) => partOf(`order-${index}`, 16)));
    const counts = Map.groupBy(parts, (part) => part);
    expect(counts.size).toBe(16);
    expect(Math.max(...[...counts.values()].map((all) => all.length))).toBeLessThan(250);
  });

  it('grows with the file and stays within 1 and 256', () => {
    expect([partsOf(0, false), partsOf(45e6, false), partsOf(45e6, true), partsOf(1e12, true)]).toEqual([
      1, 11, 86, 256,
    ]);
  });
});

describe('reportLine', () => {
  it('quotes what CSV needs quoted and defuses what a spreadsheet would run', () => {
    expect(reportLine(reject(3, 'Title', 'missing_value', '=cmd|"x"'))).toBe(
      `3,Title,missing_value,A value that is needed is missing,"'=cmd|""x"""\n`,
    );
  });

  it('cuts long values to 60 characters', () => {
    expect(reject(3, 'Title', 'missing_value', 'x'.repeat(100)).value).toHaveLength(60);
  });
});
