/** Words that say nothing about what a product is, in the languages that stores of ours write. */
const stopWords = new Set(
  'a an and as at by for from in into is it of off on or per the this to up with de der die das und mit für le la les et du des pour el los las y con para'.split(
    ' ',
  ),
);

/** Lower case, Latin letters without accents; everything but letters, their marks and digits separates. */
const plainWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);

/** English plurals folded lightly (`boxes` → `box`, `candles` → `candle`), so that they meet their singular. */
const withoutPlural = (word: string): string => {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return word;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
};

/** The meaningful words of a text, in order, with repeats. */
export const words = (text: string): string[] =>
  plainWords(text)
    .filter((word) => !stopWords.has(word))
    .map(withoutPlural);

/** Overlapping three-character pieces of each word, with its edges marked; they survive typos and match codes. */
export const characterTrigrams = (text: string): string[] =>
  plainWords(text).flatMap((word) => {
    const padded = `_${word}_`;
    return Array.from({ length: Math.max(0, padded.length - 2) }, (_, start) => padded.slice(start, start + 3));
  });
