import { createHash } from 'node:crypto';
import {
  mostPayloadLength,
  type QuarantinedEvent,
  type QuarantineFault,
  type QuarantineReason,
  type QuarantineSource,
  quarantineReasons,
} from '#core/quarantine/quarantined-event';

const mostFaults = 10;
const mostIdLength = 100;

const reasons: ReadonlyMap<string, QuarantineReason> = new Map(quarantineReasons.map((reason) => [reason, reason]));

/** The reason of a fault's code; codes of the schema's own are `schema`. */
const reasonOf = (code: string | undefined): QuarantineReason =>
  code === 'required' ? 'missing_field' : (reasons.get(code ?? '') ?? 'schema');

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const firstText = (...values: unknown[]): string | null => {
  const text = values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
  return text?.slice(0, mostIdLength) ?? null;
};

const consentOf = (value: unknown): Fields => fieldsOf(fieldsOf(value).consent);

/** True for an event that must not be kept at all, however it is formed. */
export const refusesAnalytics = (value: unknown): boolean => consentOf(value).analytics === false;

/** Whoever refused personalisation is kept without the customer. */
const keepable = (value: unknown): unknown => {
  if (consentOf(value).personalization !== false) return value;
  const { customerId: _customer, ...rest } = fieldsOf(value);
  return rest;
};

export interface FailedEvent {
  readonly companyId: string;
  readonly source: QuarantineSource;
  /** As it was sent: the parsed JSON, or text that is none. */
  readonly value: unknown;
  /** At least one, the first being the reason. */
  readonly faults: readonly QuarantineFault[];
  readonly receivedAt: string;
  readonly isBot: boolean;
}

/** The form in which a failed event is kept. */
export const quarantineEvent = ({
  companyId,
  source,
  value,
  faults,
  receivedAt,
  isBot,
}: FailedEvent): QuarantinedEvent => {
  const payload = typeof value === 'string' ? value : (JSON.stringify(keepable(value)) ?? '');
  const fields = fieldsOf(value);
  const eventId = firstText(fields.eventId, fields.messageId);
  const kept = faults.slice(0, mostFaults);
  // A sender that repeats an event stamps it with the time of sending anew; its id and session stay.
  const identity =
    eventId === null ? payload : [eventId, firstText(fields.sessionId, fields.anonymousId, fields.userId)];
  const wrong = kept.map(({ pointer, code }) => [pointer, code]);
  return {
    companyId,
    entryId: createHash('sha256')
      .update(JSON.stringify([source, identity, wrong]))
      .digest('hex')
      .slice(0, 32),
    source,
    reason: reasonOf(kept[0]?.code),
    faults: kept.map((fault) => ({
      ...fault,
      message: fault.message.slice(0, 300),
      pointer: fault.pointer.slice(0, 200),
    })),
    eventId,
    receivedAt,
    payload: payload.slice(0, mostPayloadLength),
    isCut: payload.length > mostPayloadLength,
    isBot,
  };
};
