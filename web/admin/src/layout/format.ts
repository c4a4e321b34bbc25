/** `20 Nov 2026, 02:10` in the reader's locale and time zone. */
export const formatInstant = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** `0.314` → `31.4%`. */
export const formatShare = (share: number): string =>
  new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** Milliseconds as `640 ms`, `2.1 s` or `3 min 5 s`. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  return `${Math.floor(durationMs / 60_000)} min ${Math.round((durationMs % 60_000) / 1000)} s`;
};

/** `2026-11-20` → `20 Nov`; `2026-11` → `Nov 2026`. Days of a calendar have no time zone. */
export const formatDay = (day: string): string => {
  const isMonth = day.length === 7;
  const date = new Date(`${isMonth ? `${day}-01` : day}T00:00:00Z`);
  const format = isMonth
    ? ({ month: 'short', year: 'numeric' } as const)
    : ({ day: 'numeric', month: 'short' } as const);
  return date.toLocaleDateString(undefined, { ...format, timeZone: 'UTC' });
};
