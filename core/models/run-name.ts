/**
 * Names of runs and versions. A night's name is made of the company and its local date alone, so that the second
 * attempt to start the same night meets the first.
 */

/**
 * `2026-11-20T03:15:00.123Z`, `ab12…` → `m20261120T031500123Z-ab12`: sorts by time, and by chance within a millisecond.
 * @param startedAt ISO-8601 UTC with milliseconds
 */
export const modelVersionOf = (startedAt: string, newId: string): string => {
  const instant = startedAt.slice(0, 23).replace(/[-:.]/g, '');
  return `m${instant}Z-${newId
    .replace(/[^a-z0-9]/gi, '')
    .slice(-4)
    .toLowerCase()}`;
};

/** `m20261120T031500123Z-ab12` → `2026-11-20T03:15:00.123Z`; undefined for what is no such name. */
export const startedAtOf = (modelVersion: string): string | undefined => {
  const parts = /^m(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-/.exec(modelVersion);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, millisecond] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`;
};

export interface LocalTime {
  /** `YYYY-MM-DD` on the store's calendar. */
  readonly date: string;
  /** 0 … 23 on the store's clock. */
  readonly hour: number;
}

/** @param now ISO-8601 UTC. @throws RangeError when the zone is not an IANA zone. */
export const localTime = (now: string, timeZone: string): LocalTime => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(now));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
};

/**
 * Name of the nightly run that is due, or `undefined` before the training hour. Because every later hour of the day
 * answers the same name, an hour that the clock skips or repeats neither loses nor doubles a night.
 */
export const dueNightlyRun = (now: string, timeZone: string, trainingHour: number): string | undefined => {
  const { date, hour } = localTime(now, timeZone);
  return hour >= trainingHour ? date : undefined;
};

/** `2026-11-20` and a random part → `2026-11-20-m-9f3a2c1b`. */
export const manualRunName = (now: string, timeZone: string, newId: string): string =>
  `${localTime(now, timeZone).date}-m-${newId
    .replace(/[^a-z0-9]/gi, '')
    .slice(-8)
    .toLowerCase()}`;

/** Company ids hold no underscore, so no two pairs share a name; at most 80 characters. */
export const executionName = (companyId: string, runName: string): string => `${companyId}_${runName}`;
