/** A change of what merchants configure shows within this time. */
const freshSeconds = 300;

/**
 * What lies in memory is part of the five minutes in which a change shows: `Age` tells caches how much of them has
 * passed (RFC 9111 §5.1).
 */
export const sharedCaching = (ageSeconds: number): Record<string, string> => ({
  'cache-control': `public,max-age=${freshSeconds}`,
  ...(ageSeconds > 0 ? { age: String(ageSeconds) } : {}),
});
