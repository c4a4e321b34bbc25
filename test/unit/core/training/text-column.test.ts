import fc from 'fast-check';
import { TextColumn } from '#core/training/text-column';

const columnOf = (texts: readonly string[]): TextColumn => {
  const column = new TextColumn();
  for (const text of texts) column.push(text);
  return column;
};

/** Any UTF-16 units, halves of pairs among them. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x90 }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));

it('gives every text back as it was', () => {
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const column = columnOf(texts);
      expect(column.size).toBe(texts.length);
      expect(texts.map((_, number) => column.textOf(number))).toEqual(texts);
    }),
  );
});

it('compares as strings do', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const column = columnOf([a, b, a]);
      expect(column.equals(0, b)).toBe(a === b);
      expect(column.equals(2, a)).toBe(true);
      expect(Math.sign(column.compare(0, 1))).toBe(a < b ? -1 : Number(a > b));
      expect(column.compare(0, 2)).toBe(0);
    }),
  );
});

it('tells a text from its beginning and from a longer one', () => {
  const column = columnOf(['visit', 'visit-1']);
  expect(column.equals(0, 'visit-1')).toBe(false);
  expect(column.equals(1, 'visit')).toBe(false);
  expect(column.compare(0, 1)).toBeLessThan(0);
});

it('keeps every text while it grows, and one that is longer than all before', () => {
  const texts = [...Array.from({ length: 5000 }, (_, index) => `text-${index}`), 'é漢'.repeat(50_000), 'last'];
  const column = columnOf(texts);
  expect(texts.every((text, number) => column.equals(number, text) && column.textOf(number) === text)).toBe(true);
});

it('tells the first bytes of many texts, and 0 for none', () => {
  expect([...columnOf(['a', 'bc']).firstBytes(Int32Array.of(1, -1, 0))]).toEqual([98, 0, 97]);
});
