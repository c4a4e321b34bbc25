import { reasonLanguages } from '#core/recommend/reason-language';
import { listWords } from '../../../../web/widgets/src/list-words.ts';

it('speaks every language that the reasons are written in', () => {
  const headings = reasonLanguages.map((language) => listWords(language).headings.hybrid);
  expect(new Set(headings).size).toBe(reasonLanguages.length);
});

it('takes the language of a tag with a region, and English for what it does not speak', () => {
  expect(listWords('de-AT')).toBe(listWords('de'));
  expect(listWords('FR_fr')).toBe(listWords('fr'));
  for (const locale of ['ja', undefined, 'constructor']) expect(listWords(locale)).toBe(listWords('en'));
});
