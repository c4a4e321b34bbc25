import { murmurHash } from '#core/experiments/murmur-hash';

describe('murmurHash', () => {
  // Values that the implementations of the reference agree on (SMHasher and its ports).
  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['hello', 0, 0x248bfa47],
    ['hello, world', 0, 0x149bbb7f],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['abc', 0, 0xb3dd93fa],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ])('gives the published value for %j under seed %d', (text, seed, hash) => {
    expect(murmurHash(text, seed)).toBe(hash);
  });

  it('reads a text as UTF-8', () => {
    expect(murmurHash('ππππππππ', 0x9747b28c)).toBe(0xd58063c1);
  });
});
