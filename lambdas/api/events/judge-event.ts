import { eventInput } from '#contracts/api/events';
import { type AcceptanceContext, acceptEvent, type EventFault } from '#core/events/accept-event';
import { isBot } from '#core/events/bot';
import type { ShopEvent } from '#core/events/shop-event';
import { quarantineEvent, refusesAnalytics } from '#core/quarantine/quarantine-event';
import type { QuarantinedEvent, QuarantineSource } from '#core/quarantine/quarantined-event';
import { fieldErrors } from '#lambdas/shared/parse-request';

export interface JudgeContext extends AcceptanceContext {
  readonly source: QuarantineSource;
}

/** What the firewall makes of one event. */
export type Judgement =
  | { readonly kind: 'accepted'; readonly eventId: string; readonly event: ShopEvent }
  | { readonly kind: 'ignored'; readonly eventId: string | null }
  | {
      readonly kind: 'rejected';
      readonly eventId: string | null;
      /** Pointers into the event. */
      readonly faults: readonly EventFault[];
      readonly rejection: QuarantinedEvent;
    };

/** Characters of an event; a full one of 100 products with long addresses stays below. */
const mostLength = 32_768;

/** What fails, as it was sent, in the form in which it goes into quarantine. */
export const rejectEvent = (value: unknown, faults: readonly EventFault[], context: JudgeContext): Judgement => {
  const rejection = quarantineEvent({
    companyId: context.companyId,
    source: context.source,
    value,
    faults,
    receivedAt: context.now,
    isBot: isBot(context.userAgent),
  });
  return { kind: 'rejected', eventId: rejection.eventId?.slice(0, 64) ?? null, faults, rejection };
};

const idOf = (value: unknown): string | null => {
  const id = (value as { eventId?: unknown } | null)?.eventId;
  return typeof id === 'string' ? id.slice(0, 64) : null;
};

const oversize = (length: number): EventFault[] => [
  { pointer: '', code: 'oversize', message: `has ${length} characters; at most ${mostLength} are taken` },
];

/**
 * The firewall: size, consent, schema, and all that `acceptEvent` asks of an event. What fails comes back in the form in
 * which it goes into quarantine, `original` being what the sender sent when that is not `value`.
 */
export const judgeEvent = (value: unknown, context: JudgeContext, original: unknown = value): Judgement => {
  if (refusesAnalytics(value)) return { kind: 'ignored', eventId: idOf(value) };
  const { length } = JSON.stringify(original) ?? '';
  if (length > mostLength) return rejectEvent(original ?? null, oversize(length), context);
  const parsed = eventInput.safeParse(value);
  if (!parsed.success) return rejectEvent(original ?? {}, fieldErrors('', parsed.error), context);
  const outcome = acceptEvent(parsed.data, context);
  if (outcome.kind === 'rejected') return rejectEvent(original, outcome.faults, context);
  return { ...outcome, eventId: parsed.data.eventId };
};
