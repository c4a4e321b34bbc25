/** What is counted for every UTC day of a company. Names of the attributes in the table. */
export const counterNames = ['views', 'impressions', 'clicks', 'addsToCart'] as const;
export type CounterName = (typeof counterNames)[number];

/** Sums of one UTC day, integers ≥ 0. */
export interface DailyCounters extends Readonly<Record<CounterName, number>> {
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
}

/** A day's counters are spread over items `0 … counterShards − 1`, so that no single item is hot. */
export const counterShards = 4;

const dayMs = 86_400_000;

/** Calendar days from `from` to `to`, both included, `YYYY-MM-DD`; 0 when `to` lies before `from`. */
export const countDays = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1);

/** The dates from `from` to `to`, both included and `YYYY-MM-DD`, in order. */
export const daysBetween = (from: string, to: string): string[] =>
  Array.from({ length: countDays(from, to) }, (_, day) =>
    new Date(Date.parse(from) + day * dayMs).toISOString().slice(0, 10),
  );

/** Adds the shards of one day; a shard that nobody wrote, or a counter that it lacks, counts 0. */
export const sumShards = (date: string, shards: readonly Partial<Record<CounterName, number>>[]): DailyCounters => {
  const total = (name: CounterName): number => shards.reduce((sum, shard) => sum + (shard[name] ?? 0), 0);
  return {
    date,
    views: total('views'),
    impressions: total('impressions'),
    clicks: total('clicks'),
    addsToCart: total('addsToCart'),
  };
};
