import fc from 'fast-check';
import { type TokenBucket, takeToken } from '#core/usage/token-bucket';

const settings = { perSecond: 2, burst: 3 };

/** Takes a token at each time and tells which were allowed. */
const run = (timesMs: readonly number[]): boolean[] => {
  let bucket: TokenBucket | undefined;
  return timesMs.map((nowMs) => {
    const decision = takeToken(bucket, nowMs, settings);
    bucket = decision.bucket;
    return decision.allowed;
  });
};

describe('a token bucket', () => {
  it('allows a burst, then the sustained rate', () => {
    expect(run([0, 0, 0, 0, 499, 500, 501, 1000])).toEqual([true, true, true, false, false, true, false, true]);
  });

  it('says how long to wait', () => {
    const empty: TokenBucket = { tokens: 0, atMs: 0 };
    expect(takeToken(empty, 0, { perSecond: 0.1, burst: 1 })).toMatchObject({ allowed: false, retryAfterSeconds: 10 });
  });

  it('never allows more than burst + rate × time, whenever requests come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 200 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        const allowed = run(sorted).filter(Boolean).length;
        const seconds = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 1000;
        expect(allowed).toBeLessThanOrEqual(settings.burst + settings.perSecond * seconds + 1e-6);
      }),
    );
  });

  it('refills nothing when the clock steps back', () => {
    const { bucket } = takeToken({ tokens: 1, atMs: 10_000 }, 10_000, settings);
    expect(takeToken(bucket, 5_000, settings).allowed).toBe(false);
  });
});
