import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import { type JudgeContext, type Judgement, judgeEvent } from '#lambdas/api/events/judge-event';
import { judgeSegmentMessage } from '#lambdas/api/events/judge-segment-message';

/**
 * Judges a quarantined event as if it came now, except that the sender's clock is compared with the time at which it
 * first came. An event that has meanwhile become too old stays: its id may have been forgotten, and counting it could
 * count it twice. `undefined` for what is not kept whole or never was an event.
 */
export const judgeAgain = (entry: QuarantinedEvent, context: JudgeContext): Judgement | undefined => {
  if (entry.isCut || entry.source === 'stream') return undefined;
  const judge = entry.source === 'segment' ? judgeSegmentMessage : judgeEvent;
  const judged = judge(JSON.parse(entry.payload), { ...context, source: entry.source, arrivedAt: entry.receivedAt });
  return judged.kind === 'accepted' && entry.isBot ? { ...judged, event: { ...judged.event, isBot: true } } : judged;
};
