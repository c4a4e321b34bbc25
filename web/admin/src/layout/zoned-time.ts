const pad = (value: string | undefined): string => (value ?? '0').padStart(2, '0');

/** What the wall clock of an IANA zone shows at an instant: `2026-11-20T09:30`, as date-time fields hold it. */
export const zonedTime = (instant: string, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const date = `${parts.year?.padStart(4, '0')}-${pad(parts.month)}-${pad(parts.day)}`;
  return `${date}T${pad(parts.hour)}:${pad(parts.minute)}`;
};

const minuteMs = 60_000;

/**
 * The instant (ISO-8601 UTC) at which the wall clock of a zone shows a time. Of a time that comes twice on the night of a
 * clock change the first; one that is skipped counts as the hour after.
 * @returns undefined when the text is no date-time
 */
export const instantOf = (zoned: string, timeZone: string): string | undefined => {
  const asUtcMs = Date.parse(`${zoned}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(zoned) || Number.isNaN(asUtcMs)) return undefined;
  const offsetAt = (ms: number) => Date.parse(`${zonedTime(new Date(ms).toISOString(), timeZone)}:00Z`) - ms;
  // The offset half a day before and after brackets every clock change.
  const offsets = [offsetAt(asUtcMs - 720 * minuteMs), offsetAt(asUtcMs + 720 * minuteMs)];
  const fitting = offsets.map((offset) => asUtcMs - offset).filter((ms) => ms + offsetAt(ms) === asUtcMs);
  const skipped = asUtcMs - Math.min(...offsets);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : skipped).toISOString();
};
