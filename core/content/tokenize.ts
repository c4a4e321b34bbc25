/** Words that say nothing about what a product is, in the languages that stores of ours write. */
const stopWords = new Set(
  'a an and as at by for from in into is it of off on or per the this to up with de der die das und mit für le la les et du des pour el los las y con para'.split(
    ' ',
  ),
);

/** Most titles hold nothing else, and need no tables of characters. */
const isPlain = /^[\x20-\x7e]*$/;
const separators = /[^a-z0-9]+/;

/** Lower case, Latin letters without accents; everything but letters, their marks and digits separates. */
const plainWords = (text: string): string[] =>
  isPlain.test(text) ? text.toLowerCase().split(separators).filter(Boolean) : unaccentedWords(text);

const unaccentedWords = (text: string): string[] =>
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
export const characterTrigrams = (text: string): string[] => {
  const pieces: string[] = [];
  for (const word of plainWords(text)) {
    const padded = `_${word}_`;
    for (let start = 0; start + 3 <= padded.length; start += 1) pieces.push(padded.slice(start, start + 3));
  }
  return pieces;
};
