import { finishMurmur } from '#core/hash/finish-murmur';

const bits = (value: number): number => value.toString(2).replaceAll('0', '').length;

describe('the finaliser of MurmurHash3', () => {
  // MurmurHash3_x86_32 of an empty text is the finaliser of its seed: published values for the seeds 1 and 2³² − 1.
  it.each([
    [0, 0],
    [1, 0x514e28b7],
    [0xffffffff, 0x81f16f39],
  ])('gives the published value of %d', (hash, finished) => {
    expect(finishMurmur(hash)).toBe(finished);
  });

  it('changes about half of the bits when one bit of the input changes', () => {
    const changes = Array.from({ length: 3_200 }, (_, index) => {
      const value = index * 7_919;
      return bits((finishMurmur(value) ^ finishMurmur(value ^ (1 << (index % 32)))) >>> 0);
    });
    const mean = changes.reduce((sum, changed) => sum + changed, 0) / changes.length;
    expect(mean).toBeGreaterThan(15.5);
    expect(mean).toBeLessThan(16.5);
  });
});
