import fc from 'fast-check';
import { makeReason, reasonCodes, thousands } from '#core/recommend/reason';

it.each([
  [{ code: 'bought-together', count: 128, total: 1940 }, 'Bought together in 128 of 1,940 orders'],
  [{ code: 'also-bought', count: 23, total: 40 }, 'Bought by 23 customers who bought this'],
  [{ code: 'also-viewed', count: 12, total: 60 }, 'Viewed in 12 of 60 visits to this product'],
  [{ code: 'bought-together', count: 4, total: 1940 }, 'Bought together'],
  [{ code: 'also-bought', count: 9, total: 40, fewPeople: true }, 'Also bought by customers'],
  [{ code: 'also-viewed', count: 3, total: 9 }, 'Also viewed by visitors'],
  [{ code: 'also-viewed', count: 0, total: 9 }, 'Seen by visitors with similar interests'],
  [{ code: 'bought-together', count: 128, total: 1940, fromContext: true }, 'Goes with what you looked at'],
  [{ code: 'bought-together', count: 0, total: 0 }, 'Goes with similar products'],
  [{ code: 'also-bought', count: 0, total: 2 }, 'Liked by customers with similar taste'],
  [{ code: 'similar', count: 0, total: 0 }, 'Similar product'],
  [{ code: 'similar', count: 0, total: 0, shared: 'category' }, 'Similar: same category'],
  [{ code: 'similar', count: 0, total: 0, shared: 'brand' }, 'Similar: same brand'],
  [{ code: 'popular', count: 80, total: 0, category: 'Kitchen' }, 'Popular in Kitchen'],
  [{ code: 'popular', count: 80, total: 0, category: '' }, 'Popular in this shop'],
  [{ code: 'popular', count: 0, total: 0, category: 'Kitchen' }, 'More from Kitchen'],
  [{ code: 'popular', count: 0, total: 0 }, 'More from this shop'],
  [{ code: 'trending', count: 80, total: 0, category: 'Kitchen' }, 'Trending in Kitchen'],
  [{ code: 'trending', count: 80, total: 0 }, 'Trending in this shop'],
  [{ code: 'pinned', count: 0, total: 0 }, 'Picked by the shop'],
  [{ code: 'seen-before', count: 0, total: 0 }, 'You looked at this'],
  [{ code: 'bought-before', count: 0, total: 0 }, 'You bought this before'],
] as const)('%j reads "%s"', (facts, text) => expect(makeReason(facts).text).toBe(text));

it('gives the exact counts as evidence', () => {
  const evidenceOf = (code: (typeof reasonCodes)[number]) => makeReason({ code, count: 6, total: 9 }).evidence;
  expect(evidenceOf('bought-together')).toEqual({ ordersTogether: 6, orders: 9 });
  expect(evidenceOf('also-bought')).toEqual({ customersOfBoth: 6, customers: 9 });
  expect(evidenceOf('also-viewed')).toEqual({ visitsToBoth: 6, visits: 9 });
  expect(evidenceOf('popular')).toEqual({ people: 6 });
  expect(evidenceOf('trending')).toEqual({ people: 6 });
  expect(evidenceOf('similar')).toEqual({});
  expect(evidenceOf('pinned')).toEqual({});
});

it('never shows a number when fewer than five people are behind it', () => {
  const facts = fc.record({
    code: fc.constantFrom(...reasonCodes),
    count: fc.nat(1000),
    total: fc.nat(1000),
    fewPeople: fc.boolean(),
    fromContext: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (known) => {
      fc.pre(known.count < 5 || known.fewPeople);
      const reason = makeReason(known);
      expect(reason.text).not.toMatch(/\d/);
      expect(reason.evidence).toEqual({});
    }),
  );
});

it("lets a language model's sentence replace the text, never the evidence", () => {
  const reason = makeReason({ code: 'also-bought', count: 23, total: 40, writtenText: 'Keeps the tea warm.' });
  expect(reason).toEqual({
    code: 'also-bought',
    text: 'Keeps the tea warm.',
    evidence: { customersOfBoth: 23, customers: 40 },
  });
});

it('groups thousands as English does', () =>
  expect([0, 999, 1000, 1_234_567].map(thousands)).toEqual(['0', '999', '1,000', '1,234,567']));
