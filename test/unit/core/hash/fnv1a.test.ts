import fc from 'fast-check';
import { fnv1a } from '#core/hash/fnv1a';

describe('FNV-1a', () => {
  // Test vectors of the reference distribution (Noll, "FNV Hash", test_fnv.c), 32 bits.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['b', 0xe70c2de5],
    ['foobar', 0xbf9cf968],
  ])('gives the published value of %j', (text, hash) => {
    expect(fnv1a(text)).toBe(hash);
  });

  it('reads a text in parts as it reads it at once', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (head, tail) => {
        expect(fnv1a(tail, fnv1a(head))).toBe(fnv1a(head + tail));
      }),
    );
  });
});
