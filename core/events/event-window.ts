/** How far a shopper's clock may be ahead of ours. */
export const mostAheadMs = 5 * 60_000;

/** How late an event may come. */
export const mostBehindMs = 7 * 86_400_000;

/** What a message takes through the network at most; a difference of clocks below it is none. */
const leastSkewMs = 60_000;

/** The largest error of a sender's clock that is corrected. */
export const mostSkewMs = 6 * 3_600_000;

/**
 * How long the ids of a session are remembered. Longer than an event may be late, its clock be wrong and the consumers
 * lie behind, together: when an id is forgotten, the firewall refuses its event as too old.
 */
export const rememberIdsMs = 8 * 86_400_000;

export type ClockReading =
  | { readonly kind: 'right'; readonly occurredMs: number }
  | { readonly kind: 'corrected'; readonly occurredMs: number }
  /** The clock is so wrong that nothing it says can be used. */
  | { readonly kind: 'wrong' };

/**
 * The time of an event by our clock: `occurredAt + (arrived − sentAt)`, as Segment reckons its timestamps.
 * Without `sentMs` the sender's clock is taken as it is. All in epoch milliseconds.
 */
export const readClock = (occurredMs: number, sentMs: number | undefined, arrivedMs: number): ClockReading => {
  const skewMs = sentMs === undefined ? 0 : arrivedMs - sentMs;
  if (Math.abs(skewMs) <= leastSkewMs) return { kind: 'right', occurredMs };
  return Math.abs(skewMs) <= mostSkewMs ? { kind: 'corrected', occurredMs: occurredMs + skewMs } : { kind: 'wrong' };
};
