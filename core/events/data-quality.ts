import type { ShopEvent } from '#core/events/shop-event';
import { type QuarantineReason, quarantineReasons } from '#core/quarantine/quarantined-event';

/** What is remarkable about events that were taken: sent by robots, by wrong clocks, or about nothing that was served. */
export const qualityFlags = ['bots', 'clockCorrected', 'orphanClicks', 'orphanAccepts'] as const;
export type QualityFlag = (typeof qualityFlags)[number];

/** Quality of what came in on one UTC day, integers ≥ 0. */
export interface DailyQuality {
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly flagged: Readonly<Record<QualityFlag, number>>;
  /** Events in quarantine by reason. */
  readonly quarantined: Readonly<Record<QuarantineReason, number>>;
}

/** Name of the attribute of a reason, beside the other counters of the day. */
export const quarantineCounter = (reason: QuarantineReason): string => `quarantined:${reason}`;

const servedTypes: ReadonlySet<string> = new Set(['recommendation_click', 'recommendation_add_to_cart']);

/** Feedback that names no recommendation it could belong to: it counts as none. */
export const isOrphan = ({ type, recommendationId }: ShopEvent): boolean =>
  servedTypes.has(type) && recommendationId === undefined;

/** The answer to an offer that no token proves. */
const isOrphanAccept = ({ type, offer }: ShopEvent): boolean => type === 'offer_accept' && offer === undefined;

const flagsOf = (event: ShopEvent): QualityFlag[] => {
  // A robot's clock and clicks say nothing about the shop.
  if (event.isBot) return ['bots'];
  return [
    ...(event.isClockCorrected ? ['clockCorrected' as const] : []),
    ...(isOrphan(event) ? ['orphanClicks' as const] : []),
    ...(isOrphanAccept(event) ? ['orphanAccepts' as const] : []),
  ];
};

/** Increments per UTC day of receipt (`YYYY-MM-DD`). */
export const countQuality = (events: readonly ShopEvent[]): Map<string, Partial<Record<QualityFlag, number>>> => {
  const days = new Map<string, Partial<Record<QualityFlag, number>>>();
  for (const event of events) {
    for (const flag of flagsOf(event)) {
      const date = event.receivedAt.slice(0, 10);
      const day = days.get(date) ?? {};
      day[flag] = (day[flag] ?? 0) + 1;
      days.set(date, day);
    }
  }
  return days;
};

const sumOf = (shards: readonly Readonly<Record<string, unknown>>[], name: string): number =>
  shards.reduce((sum, shard) => sum + (typeof shard[name] === 'number' ? shard[name] : 0), 0);

/** Adds the shards of one day; what a shard lacks counts 0. */
export const sumQuality = (date: string, shards: readonly Readonly<Record<string, unknown>>[]): DailyQuality => ({
  date,
  flagged: Object.fromEntries(qualityFlags.map((flag) => [flag, sumOf(shards, flag)])) as DailyQuality['flagged'],
  quarantined: Object.fromEntries(
    quarantineReasons.map((reason) => [reason, sumOf(shards, quarantineCounter(reason))]),
  ) as DailyQuality['quarantined'],
});
