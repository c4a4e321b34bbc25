/** Where an event failed: at the events endpoints, at the Segment-compatible ones, or as a record of the stream. */
export const quarantineSources = ['api', 'segment', 'stream'] as const;
export type QuarantineSource = (typeof quarantineSources)[number];

/** Why an event is in quarantine: a closed list, since each is counted by day. */
export const quarantineReasons = [
  'schema',
  'unknown_type',
  'missing_field',
  'in_future',
  'too_old',
  'clock_wrong',
  'invalid_token',
  'oversize',
  'unreadable',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export interface QuarantineFault {
  /** Path inside the event, e.g. `/productId`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** An event that failed the firewall, with what is wrong about it. It holds nothing of a visitor that the event did not. */
export interface QuarantinedEvent {
  readonly companyId: string;
  /** The same for an event that is sent again and fails again for the same reason. */
  readonly entryId: string;
  readonly source: QuarantineSource;
  readonly reason: QuarantineReason;
  readonly faults: readonly QuarantineFault[];
  /** As the sender named it, when it did. */
  readonly eventId: string | null;
  /** ISO-8601 UTC. */
  readonly receivedAt: string;
  /** The event as JSON, or the record as text; its beginning when it is longer than `mostPayloadLength`. */
  readonly payload: string;
  readonly isCut: boolean;
  /** Whether a robot sent it, by the `User-Agent` of the request: replayed, it is still a robot's. */
  readonly isBot: boolean;
}

/** Characters of an event that are kept. */
export const mostPayloadLength = 8_000;

/** For how long an entry can be looked at. */
export const quarantineKeepSeconds = 30 * 86_400;
