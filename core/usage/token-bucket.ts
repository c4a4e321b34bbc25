/**
 * Token bucket (RFC 2697 style, one rate): holds at most `burst` tokens, refilled at `perSecond`;
 * a request takes one. O(1); no timer.
 */
export interface TokenBucket {
  /** Tokens at `atMs`, 0 … burst, fractional. */
  readonly tokens: number;
  readonly atMs: number;
}

export interface BucketSettings {
  readonly perSecond: number;
  readonly burst: number;
}

export interface TokenDecision {
  readonly bucket: TokenBucket;
  readonly allowed: boolean;
  /** Whole tokens left. */
  readonly remaining: number;
  /** Seconds until the next token, rounded up; 0 when allowed. */
  readonly retryAfterSeconds: number;
}

/** Takes one token at `nowMs`. A clock that steps back refills nothing. */
export const takeToken = (
  bucket: TokenBucket | undefined,
  nowMs: number,
  { perSecond, burst }: BucketSettings,
): TokenDecision => {
  const elapsedSeconds = bucket ? Math.max(0, nowMs - bucket.atMs) / 1000 : 0;
  const tokens = bucket ? Math.min(burst, bucket.tokens + elapsedSeconds * perSecond) : burst;
  const allowed = tokens >= 1;
  const left = allowed ? tokens - 1 : tokens;
  return {
    bucket: { tokens: left, atMs: Math.max(nowMs, bucket?.atMs ?? nowMs) },
    allowed,
    remaining: Math.floor(left),
    retryAfterSeconds: allowed ? 0 : Math.ceil((1 - tokens) / perSecond),
  };
};
