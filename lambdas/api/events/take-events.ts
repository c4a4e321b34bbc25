import { type EventInput, eventInput } from '#contracts/api/events';
import type { Operation } from '#contracts/operation';
import type { CompanySettings } from '#core/companies/company-settings';
import { acceptEvent, type EventFault } from '#core/events/accept-event';
import type { ShopEvent } from '#core/events/shop-event';
import type { EventSink } from '#core/ports/event-sink';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import type { EndpointRequest } from '#lambdas/shared/http-endpoint';
import { fieldErrors } from '#lambdas/shared/parse-request';
import { reply } from '#lambdas/shared/reply';

export interface EventDependencies extends EndpointDependencies {
  readonly events: EventSink;
}

interface EventResult {
  readonly eventId: string | null;
  readonly status: 'accepted' | 'ignored' | 'rejected';
  readonly errors?: EventFault[];
}

interface Judged {
  readonly eventId: string | null;
  readonly event?: ShopEvent;
  readonly result: EventResult;
}

const idOf = (value: unknown): string | null => {
  const id = (value as { eventId?: unknown } | null)?.eventId;
  return typeof id === 'string' ? id.slice(0, 64) : null;
};

const refuse = (eventId: string | null, errors: EventFault[]): Judged => ({
  eventId,
  result: { eventId, status: 'rejected', errors },
});

const judge = (value: unknown, pointer: string, context: Parameters<typeof acceptEvent>[1]): Judged => {
  const parsed = eventInput.safeParse(value);
  if (!parsed.success) return refuse(idOf(value), fieldErrors(pointer, parsed.error));
  const input: EventInput = parsed.data;
  const outcome = acceptEvent(input, context);
  if (outcome.kind === 'rejected') {
    return refuse(
      input.eventId,
      outcome.faults.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` })),
    );
  }
  const event = outcome.kind === 'accepted' ? outcome.event : undefined;
  return { eventId: input.eventId, event, result: { eventId: input.eventId, status: outcome.kind } };
};

const notWritten: EventFault = { pointer: '', code: 'not_written', message: 'could not be stored; send it again' };

/** Writes what was accepted, each id once; what the stream did not take is told as rejected, never as accepted. */
const write = async (deps: EventDependencies, judged: readonly Judged[]): Promise<EventResult[]> => {
  const distinct = new Map(judged.flatMap(({ event }) => (event ? [[event.eventId, event] as const] : [])));
  const events = [...distinct.values()];
  const written = events.length === 0 ? [] : await deps.events.put(events);
  const lost = new Set(events.filter((_, index) => !written[index]).map(({ eventId }) => eventId));
  if (lost.size > 0) deps.log.error('events_not_written', { count: lost.size });
  return judged.map(({ event, result }) =>
    event && lost.has(event.eventId) ? { ...result, status: 'rejected', errors: [notWritten] } : result,
  );
};

const logFeedback = (deps: EventDependencies, company: CompanySettings, judged: readonly Judged[]): void => {
  const { companyId } = company.company;
  for (const { event } of judged) {
    if (event?.type === 'recommendation_click') {
      const { recommendationId, placement, position, modelVersion } = event;
      deps.log.info('recommendation_clicked', { companyId, recommendationId, placement, position, modelVersion });
    }
    if (event?.type === 'offer_impression') {
      const { ruleId, offerId, variant } = event.offer ?? {};
      deps.log.info('upsell_impression_recorded', { companyId, ruleId, offerId, variant });
    }
  }
};

type EventRequest = Pick<EndpointRequest<Operation>, 'now' | 'userAgent'> & { readonly company: CompanySettings };

/** Judges events one by one and writes the good ones to the stream. `pointers[i]` is where event i lies in the request. */
export const takeEvents = async (
  deps: EventDependencies,
  { company, now, userAgent }: EventRequest,
  values: readonly unknown[],
  pointers: readonly string[],
) => {
  const context = { companyId: company.company.companyId, signingKey: company.signingKey, now, userAgent };
  const judged = values.map((value, index) => judge(value, pointers[index] ?? '/body', context));
  const results = await write(deps, judged);
  const count = (status: EventResult['status']) => results.filter((result) => result.status === status).length;
  logFeedback(
    deps,
    company,
    judged.filter((_, index) => results[index]?.status === 'accepted'),
  );
  deps.meter.add('EventsAccepted', count('accepted'));
  if (count('rejected') > 0) deps.meter.add('EventsRejected', count('rejected'));
  return reply({ accepted: count('accepted'), ignored: count('ignored'), rejected: count('rejected'), results });
};
