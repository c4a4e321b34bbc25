import type { Random } from '#local/demo/random';

/** What is peculiar about a visitor. */
export type VisitorKind = 'shopper' | 'robot' | 'refuses-analytics' | 'refuses-personalization' | 'wrong-clock';

export interface Visitor {
  readonly kind: VisitorKind;
  readonly sessionId: string;
  readonly customerId?: string;
  readonly currency: string;
  /** How far the clock of a `wrong-clock` is ahead. */
  readonly clockAheadMs?: number;
  /** Events so far: each session numbers its own from 1. */
  eventCount: number;
}

export interface CartLine {
  readonly productId: string;
  quantity: number;
}

const kinds: readonly { readonly kind: VisitorKind; readonly weight: number }[] = [
  { kind: 'shopper', weight: 78 },
  { kind: 'robot', weight: 8 },
  { kind: 'refuses-analytics', weight: 4 },
  { kind: 'refuses-personalization', weight: 5 },
  { kind: 'wrong-clock', weight: 5 },
];

const customers = 8;
/** Between what counts as the network's delay and what no clock is off by. */
const leastSkewMs = 2 * 60_000;
const mostSkewMs = 5 * 3_600_000;

export const newVisitor = (index: number, random: Random): Visitor => {
  const { kind } = kinds[random.weighted(kinds.map(({ weight }) => weight))]!;
  const skewMs = leastSkewMs + random.below(mostSkewMs - leastSkewMs);
  return {
    kind,
    sessionId: `session-${String(index).padStart(4, '0')}`,
    // What a wrong clock says is put right to a second, too coarse to compare with another visit of the customer.
    ...(random.chance(0.4) && kind !== 'wrong-clock' && { customerId: `customer-${random.below(customers)}` }),
    currency: random.chance(0.15) ? 'CHF' : 'EUR',
    ...(kind === 'wrong-clock' && { clockAheadMs: random.chance(0.5) ? skewMs : -skewMs }),
    eventCount: 0,
  };
};

/** Somebody new, or somebody who comes back in the same session. */
export const someVisitor = (known: Visitor[], random: Random): Visitor => {
  if (known.length > 0 && random.chance(0.2)) return random.pick(known);
  const visitor = newVisitor(known.length, random);
  known.push(visitor);
  return visitor;
};
