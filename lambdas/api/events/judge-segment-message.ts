import { readSegmentMessage, segmentConsent } from '#core/events/segment-message';
import { type JudgeContext, type Judgement, judgeEvent, rejectEvent } from '#lambdas/api/events/judge-event';

/** The firewall for a message of the Segment tracking API; what fails is kept as it was sent. */
export const judgeSegmentMessage = (value: unknown, context: JudgeContext): Judgement => {
  const consent = segmentConsent(value);
  if (consent?.analytics === false) return { kind: 'ignored', eventId: null };
  const kept = consent?.personalization === false ? { ...(value as object), userId: undefined } : value;
  const reading = readSegmentMessage(value, context.arrivedAt ?? context.now);
  if (reading.kind === 'ignored') return { kind: 'ignored', eventId: null };
  if (reading.kind === 'faulty') return rejectEvent(kept, [reading], context);
  return judgeEvent(reading.event, context, kept);
};
