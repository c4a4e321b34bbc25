import { judgeSegmentMessage } from '#lambdas/api/events/judge-segment-message';
import { type EventDependencies, type EventRequest, judgeContext, writeJudged } from '#lambdas/api/events/take-events';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const withSentAt = (message: unknown, sentAt: unknown): unknown =>
  typeof message === 'object' && message !== null && !Array.isArray(message) && sentAt !== undefined
    ? { sentAt, ...message }
    : message;

/**
 * Takes messages of the Segment tracking API. Its clients drop a whole batch on a 4xx, so single bad messages go into
 * quarantine and the answer is 200; on a 5xx they send the batch again, which counts nothing twice.
 * @throws ProblemError 503 when the stream did not take everything.
 */
export const takeMessages = async (
  deps: EventDependencies,
  request: EventRequest,
  messages: readonly unknown[],
  sentAt?: unknown,
) => {
  const context = judgeContext(request, 'segment');
  const judged = messages.map((message) => judgeSegmentMessage(withSentAt(message, sentAt), context));
  const { lost, lostRejections } = await writeJudged(deps, judged, context);
  if (lost.size + lostRejections > 0) {
    problem('stream_unavailable', 'Not every message could be stored; send the request again');
  }
  const count = (kind: (typeof judged)[number]['kind']) => judged.filter((one) => one.kind === kind).length;
  return reply({
    success: true as const,
    accepted: count('accepted'),
    ignored: count('ignored'),
    rejected: count('rejected'),
  });
};
