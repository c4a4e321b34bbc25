import type { EventInput } from '#contracts/api/events';
import type { Happening } from '#test/support/simulated-week/week-truth';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

interface BadEvent {
  readonly reason: string;
  readonly fields: Partial<EventInput>;
  /** Between what happened and its sending, ms. */
  readonly agoMs?: number;
  readonly clockAheadMs?: number;
}

const view: Partial<EventInput> = { type: 'product_view', productId: 'coffee-0' };

/** One of each kind that the firewall must not let through (docs/events.md). */
const badEvents = (goodToken: string): BadEvent[] => [
  { reason: 'unknown_type', fields: { ...view, type: 'danced' } },
  { reason: 'missing_field', fields: { type: 'product_view' } },
  { reason: 'missing_field', fields: { type: 'purchase' } },
  { reason: 'schema', fields: { ...view, position: -1 } },
  { reason: 'oversize', fields: { ...view, context: { url: `https://shop.example/${'x'.repeat(33_000)}` } } },
  { reason: 'in_future', fields: view, agoMs: -hourMs / 2 },
  { reason: 'too_old', fields: view, agoMs: 8 * dayMs },
  { reason: 'clock_wrong', fields: view, clockAheadMs: 7 * hourMs },
  { reason: 'invalid_token', fields: { ...view, type: 'recommendation_click', token: `${goodToken}x` } },
];

/** @param sentMs when they will be sent */
export const makeBadEvents = (sessionId: string, sentMs: number, goodToken: string): Happening[] =>
  badEvents(goodToken).map(({ reason, fields, agoMs = 60_000, clockAheadMs }, index) => {
    const occurredMs = sentMs - agoMs;
    const wire = {
      eventId: `bad-event-${index}`,
      type: '',
      occurredAt: new Date(occurredMs + (clockAheadMs ?? 0)).toISOString(),
      sessionId,
      ...fields,
    };
    return { wire, fate: { kind: 'rejected', reason }, occurredMs, clockAheadMs };
  });
