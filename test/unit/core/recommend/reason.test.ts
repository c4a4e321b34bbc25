import fc from 'fast-check';
import { makeReason, type ReasonFacts, reasonCodes } from '#core/recommend/reason';
import { reasonLanguage, reasonLanguages } from '#core/recommend/reason-language';

const together = { code: 'bought-together', count: 128, total: 1940 } as const;
const viewed = { code: 'also-viewed', count: 12, total: 60 } as const;

it.each([
  [together, 'Bought together in 128 of 1,940 orders'],
  [
    { ...together, chance: { ofOther: 213, all: 20_000 } },
    'Bought together in 128 of 1,940 orders (6.2× more than chance)',
  ],
  [
    { ...together, chance: { ofOther: 130, all: 20_000 } },
    'Bought together in 128 of 1,940 orders (10× more than chance)',
  ],
  [{ ...together, chance: { ofOther: 1_000, all: 20_000 } }, 'Bought together in 128 of 1,940 orders'],
  [{ code: 'also-bought', count: 23, total: 40 }, 'Bought by 23 customers who bought this'],
  [viewed, 'Viewed in 12 of 60 visits to this product'],
  [{ ...viewed, nextCount: 12 }, 'Viewed next by 1 in 5'],
  [{ ...viewed, nextCount: 50 }, 'Viewed next by most visitors'],
  [{ ...viewed, nextCount: 5 }, 'Viewed in 12 of 60 visits to this product'],
  [{ code: 'bought-together', count: 4, total: 1940 }, 'Bought together'],
  [{ code: 'also-bought', count: 9, total: 40, fewPeople: true }, 'Also bought by customers'],
  [{ code: 'also-viewed', count: 3, total: 9 }, 'Also viewed by visitors'],
  [{ code: 'also-viewed', count: 0, total: 9 }, 'Seen by visitors with similar interests'],
  [{ code: 'bought-together', count: 0, total: 0 }, 'Goes with similar products'],
  [{ ...together, fromContext: true }, 'Goes with what you looked at'],
  [{ ...together, fromContext: true, via: { kind: 'viewed', title: 'Tea pot' } }, 'Because you viewed Tea pot'],
  [{ ...together, fromContext: true, via: { kind: 'bought', title: 'Tea pot' } }, 'Because you bought Tea pot'],
  [{ ...together, fromContext: true, via: { kind: 'cart', title: 'Tea pot' } }, 'Goes with Tea pot in your cart'],
  [{ ...together, fromContext: true, via: { kind: 'cart' } }, 'Goes with what you looked at'],
  [{ code: 'similar', count: 0, total: 0 }, 'Similar product'],
  [{ code: 'similar', count: 0, total: 0, shared: 'collection' }, 'Same collection'],
  [{ code: 'similar', count: 0, total: 0, shared: 'category' }, 'Similar: same category'],
  [{ code: 'similar', count: 0, total: 0, shared: 'brand' }, 'Similar: same brand'],
  [{ code: 'popular', count: 80, total: 0, category: 'Kitchen' }, 'Popular in Kitchen'],
  [{ code: 'popular', count: 80, total: 0, category: '' }, 'Popular in this shop'],
  [{ code: 'popular', count: 0, total: 0, category: 'Kitchen' }, 'More from Kitchen'],
  [{ code: 'popular', count: 0, total: 0 }, 'More from this shop'],
  [{ code: 'trending', count: 80, total: 0, category: 'Kitchen' }, 'Popular in Kitchen this week'],
  [{ code: 'trending', count: 80, total: 0 }, 'Popular in this shop this week'],
  [{ code: 'seasonal', count: 80, total: 0, category: 'Kitchen' }, 'Popular in Kitchen at this time of year'],
  [{ code: 'seasonal', count: 80, total: 0 }, 'Popular at this time of year'],
  [{ code: 'pinned', count: 0, total: 0 }, 'Picked by the shop'],
  [{ code: 'seen-before', count: 0, total: 0 }, 'You looked at this'],
  [{ code: 'bought-before', count: 0, total: 0 }, 'You bought this before'],
] as [ReasonFacts, string][])('%j reads "%s"', (facts, text) => expect(makeReason(facts).text).toBe(text));

describe('the language of a reason', () => {
  const facts: ReasonFacts = { ...together, count: 1_128, total: 19_400, chance: { ofOther: 1_881, all: 100_000 } };
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'");

  it.each([
    ['de', 'In 1.128 von 19.400 Bestellungen zusammen gekauft (3,1-mal öfter als durch Zufall)'],
    ['de-CH', "In 1'128 von 19'400 Bestellungen zusammen gekauft (3.1-mal öfter als durch Zufall)"],
    ['fr_FR', 'Achetés ensemble dans 1 128 commandes sur 19 400 (3,1 fois plus que par hasard)'],
    ['es-ES', 'Comprados juntos en 1128 de 19.400 pedidos (3,1 veces más que por azar)'],
    ['en-GB', 'Bought together in 1,128 of 19,400 orders (3.1× more than chance)'],
    ['ja', 'Bought together in 1,128 of 19,400 orders (3.1× more than chance)'],
    ['de-u-nu-arab', 'In 1.128 von 19.400 Bestellungen zusammen gekauft (3,1-mal öfter als durch Zufall)'],
    ['not a language', 'Bought together in 1,128 of 19,400 orders (3.1× more than chance)'],
  ])('%s writes numbers and sentence as people there do', (locale, text) => {
    expect(plain(makeReason(facts, locale).text)).toBe(text);
  });

  it('takes the plural that the number asks for', () => {
    const { plural, texts } = reasonLanguage('fr');
    const forms = [1, 12, 1_000_000].map((count) => plural(texts.boughtByCustomers, count));
    expect(new Set(forms).size).toBe(3);
  });

  it('has every sentence, with the same gaps, in every language', () => {
    const gaps = (text: unknown) => [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const english = reasonLanguage('en').texts;
    for (const code of reasonLanguages) {
      const { texts } = reasonLanguage(code);
      for (const name of Object.keys(english) as (keyof typeof english)[]) {
        expect([code, name, [...new Set(gaps(texts[name]))]]).toEqual([code, name, [...new Set(gaps(english[name]))]]);
      }
    }
  });

  it('leaves a written English sentence to English readers', () => {
    const written = { code: 'also-bought', count: 23, total: 40, writtenText: 'Keeps the tea warm.' } as const;
    expect(makeReason(written, 'en-US').text).toBe('Keeps the tea warm.');
    expect(makeReason(written, 'de').text).toBe('Von 23 Personen gekauft, die auch dies gekauft haben');
  });
});

it('cuts a title that would make the reason longer than a line', () => {
  const { text } = makeReason({ ...together, fromContext: true, via: { kind: 'viewed', title: 'Tea '.repeat(40) } });
  expect(text).toMatch(/…$/);
  expect(text.length).toBeLessThan(90);
});

it('gives the exact counts as evidence', () => {
  const evidenceOf = (code: (typeof reasonCodes)[number]) => makeReason({ code, count: 6, total: 9 }).evidence;
  expect(evidenceOf('bought-together')).toEqual({ ordersTogether: 6, orders: 9 });
  expect(evidenceOf('also-bought')).toEqual({ customersOfBoth: 6, customers: 9 });
  expect(evidenceOf('also-viewed')).toEqual({ visitsToBoth: 6, visits: 9 });
  expect(evidenceOf('popular')).toEqual({ people: 6 });
  expect(evidenceOf('trending')).toEqual({ people: 6 });
  expect(evidenceOf('similar')).toEqual({});
  expect(evidenceOf('pinned')).toEqual({});
  expect(makeReason({ ...together, chance: { ofOther: 200, all: 20_000 } }).evidence).toEqual({
    ordersTogether: 128,
    orders: 1940,
    ordersOfOther: 200,
    ordersInAll: 20_000,
  });
  expect(makeReason({ ...viewed, nextCount: 6 }).evidence).toEqual({ visitsToBoth: 12, visits: 60, visitsNext: 6 });
});

it('never shows a number when fewer than five people are behind it, in any language', () => {
  const facts = fc.record({
    code: fc.constantFrom(...reasonCodes),
    count: fc.nat(1000),
    total: fc.nat(1000),
    fewPeople: fc.boolean(),
    fromContext: fc.boolean(),
    chance: fc.option(fc.record({ ofOther: fc.nat(1000), all: fc.nat(1000) }), { nil: undefined }),
  });
  fc.assert(
    fc.property(facts, fc.constantFrom(...reasonLanguages), (known, locale) => {
      fc.pre(known.count < 5 || known.fewPeople);
      const reason = makeReason(known, locale);
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
