import type { Operation } from '#contracts/operation';
import type { CompanySettings } from '#core/companies/company-settings';
import type { EventFault } from '#core/events/accept-event';
import { shopperRate } from '#core/events/bot';
import { eventIdentity } from '#core/events/event-identity';
import type { ShopEvent } from '#core/events/shop-event';
import type { EventSink } from '#core/ports/event-sink';
import { type BucketSettings, takeToken } from '#core/usage/token-bucket';
import { type JudgeContext, type Judgement, judgeEvent } from '#lambdas/api/events/judge-event';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import type { EndpointRequest } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export interface EventDependencies extends EndpointDependencies {
  readonly events: EventSink;
  /** Buckets by session, in this execution environment: whoever empties one is a robot. */
  readonly sessions: EndpointDependencies['buckets'];
}

interface EventResult {
  readonly eventId: string | null;
  readonly status: 'accepted' | 'ignored' | 'rejected';
  readonly errors?: EventFault[];
}

/** What one company may put into quarantine; beyond it faults are told to the sender alone, so that junk fills no table. */
const quarantineRate: BucketSettings = { perSecond: 10, burst: 1_000 };

const notWritten: EventFault = { pointer: '', code: 'not_written', message: 'could not be stored; send it again' };

const flagged = ({ sessions }: EventDependencies, event: ShopEvent): ShopEvent => {
  const name = `${event.companyId}#${event.sessionId}`;
  const { allowed, bucket } = takeToken(sessions.get(name), Date.parse(event.receivedAt), shopperRate);
  sessions.set(name, bucket);
  return allowed ? event : { ...event, isBot: true };
};

const writeAccepted = async (deps: EventDependencies, judged: readonly Judgement[]): Promise<ReadonlySet<string>> => {
  const accepted = judged.flatMap((one) => (one.kind === 'accepted' ? [one.event] : []));
  const distinct = new Map(accepted.map((event) => [eventIdentity(event), event]));
  const events = [...distinct.values()].map((event) => flagged(deps, event));
  const written = events.length === 0 ? [] : await deps.events.put(events);
  return new Set(events.filter((_, index) => !written[index]).map(eventIdentity));
};

const writeRejected = async (deps: EventDependencies, judged: readonly Judgement[], now: string): Promise<number> => {
  const kept = judged.flatMap((one) => {
    if (one.kind !== 'rejected') return [];
    const name = `quarantine:${one.rejection.companyId}`;
    const { allowed, bucket } = takeToken(deps.buckets.get(name), Date.parse(now), quarantineRate);
    deps.buckets.set(name, bucket);
    return allowed ? [one.rejection] : [];
  });
  const written = kept.length === 0 ? [] : await deps.events.putRejected(kept);
  return written.filter((isWritten) => !isWritten).length;
};

const logFeedback = (deps: EventDependencies, companyId: string, events: readonly ShopEvent[]): void => {
  for (const event of events) {
    if (event.isBot) continue;
    if (event.type === 'recommendation_click') {
      const { recommendationId, placement, position, modelVersion } = event;
      deps.log.info('recommendation_clicked', { companyId, recommendationId, placement, position, modelVersion });
    }
    if (event.type === 'offer_impression') {
      const { ruleId, offerId, variant } = event.offer ?? {};
      deps.log.info('upsell_impression_recorded', { companyId, ruleId, offerId, variant });
    }
  }
};

export type EventRequest = Pick<EndpointRequest<Operation>, 'now' | 'userAgent'> & {
  readonly company: CompanySettings;
};

/** What the firewall needs to know of a request. */
export const judgeContext = (
  { company, now, userAgent }: EventRequest,
  source: JudgeContext['source'],
): JudgeContext => ({ companyId: company.company.companyId, signingKey: company.signingKey, now, userAgent, source });

export interface Written {
  /** The accepted events of these identities were not taken by the stream. */
  readonly lost: ReadonlySet<string>;
  /** Failed events that did not get towards quarantine. */
  readonly lostRejections: number;
}

/** Writes what was accepted, each event once, and sends what failed into quarantine. */
export const writeJudged = async (
  deps: EventDependencies,
  judged: readonly Judgement[],
  { companyId, now }: Pick<JudgeContext, 'companyId' | 'now'>,
): Promise<Written> => {
  const [lost, lostRejections] = await Promise.all([writeAccepted(deps, judged), writeRejected(deps, judged, now)]);
  if (lost.size + lostRejections > 0) deps.log.error('events_not_written', { count: lost.size + lostRejections });
  const taken = judged.flatMap((one) =>
    one.kind === 'accepted' && !lost.has(eventIdentity(one.event)) ? [one.event] : [],
  );
  logFeedback(deps, companyId, taken);
  const rejected = judged.filter(({ kind }) => kind === 'rejected').length + lost.size;
  deps.meter.add('EventsAccepted', taken.length);
  if (rejected > 0) deps.meter.add('EventsRejected', rejected);
  return { lost, lostRejections };
};

const resultOf = (judged: Judgement, pointer: string, { lost }: Written): EventResult => {
  const { kind, eventId } = judged;
  if (kind === 'rejected') {
    const errors = judged.faults.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }));
    return { eventId, status: kind, errors };
  }
  if (kind === 'accepted' && lost.has(eventIdentity(judged.event))) {
    return { eventId, status: 'rejected', errors: [notWritten] };
  }
  return { eventId, status: kind };
};

/** Judges events one by one and writes the good ones to the stream. `pointers[i]` is where event i lies in the request. */
export const takeEvents = async (
  deps: EventDependencies,
  request: EventRequest,
  values: readonly unknown[],
  pointers: readonly string[],
) => {
  const context = judgeContext(request, 'api');
  const judged = values.map((value) => judgeEvent(value, context));
  const written = await writeJudged(deps, judged, context);
  const results = judged.map((one, index) => resultOf(one, pointers[index] ?? '/body', written));
  const count = (status: EventResult['status']) => results.filter((result) => result.status === status).length;
  return reply({ accepted: count('accepted'), ignored: count('ignored'), rejected: count('rejected'), results });
};
