/** Day and month in dates like `3/4/2025`. */
export type DateOrder = 'dmy' | 'mdy';

const isoDate =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const slashedDate = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?$/i;

interface LocalTime {
  /** The wall clock read as if it were UTC, epoch milliseconds. */
  readonly wallMs: number;
  /** Milliseconds east of UTC when the text names its offset. */
  readonly offsetMs?: number;
}

const wallClock = (parts: readonly number[]): number | undefined => {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wallMs);
  const exists =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return exists ? wallMs : undefined;
};

const numbers = (texts: readonly (string | undefined)[]): number[] => texts.map((text) => Number(text ?? 0));

const offsetOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
};

const readIso = (text: string): LocalTime | undefined => {
  const match = isoDate.exec(text);
  const wallMs = match ? wallClock(numbers(match.slice(1, 7))) : undefined;
  return wallMs === undefined ? undefined : { wallMs, offsetMs: offsetOf(match?.[7]) };
};

const hour24 = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
};

const readSlashed = (text: string, order: DateOrder): LocalTime | undefined => {
  const match = slashedDate.exec(text);
  if (!match) return undefined;
  const [first, second, year, hour, minute, seconds] = numbers([
    match[1],
    match[3],
    match[4],
    match[5],
    match[6],
    match[7],
  ]);
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  const wallMs = wallClock([year!, month!, day!, hour24(hour!, match[8]), minute!, seconds!]);
  return wallMs === undefined ? undefined : { wallMs };
};

/**
 * Tells day from month by the whole sample: one value over 12 settles it, and dots mean day first.
 * `undefined` when no value does; dates that begin with the year need no order.
 */
export const detectDateOrder = (samples: Iterable<string>): DateOrder | undefined => {
  for (const sample of samples) {
    const match = slashedDate.exec(sample.trim());
    if (!match) continue;
    if (match[2] === '.' || Number(match[1]) > 12) return 'dmy';
    if (Number(match[3]) > 12) return 'mdy';
  }
  return undefined;
};

const quarterHourMs = 900_000;
const mostRemembered = 20_000;

/** Wall clock of a zone → epoch milliseconds; DST safe. A time that a change skips is read with the offset before it. */
const makeZoneReader = (timeZone: string): ((wallMs: number) => number) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (epochMs: number): number => {
    const parts = Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
  };
  // Offsets change on quarter hours at most; looking each one up once makes a large file cheap.
  const offsets = new Map<number, number>();
  return (wallMs) => {
    const quarter = Math.floor(wallMs / quarterHourMs);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size > mostRemembered) offsets.clear();
      const start = quarter * quarterHourMs;
      offset = offsetAt(start - offsetAt(start));
      offsets.set(quarter, offset);
    }
    return wallMs - offset;
  };
};

export type InstantReader = (text: string) => string | undefined;

/**
 * Reads dates of a file as ISO-8601 UTC: ISO 8601 with or without offset, `M/D/YYYY H:mm` or `D/M/YYYY H:mm` by
 * `order`, both also with seconds and am/pm. Texts without an offset are in `timeZone` (IANA).
 */
export const makeInstantReader = (timeZone: string, order: DateOrder | undefined): InstantReader => {
  const toEpoch = makeZoneReader(timeZone);
  return (text) => {
    const local = readIso(text) ?? (order && readSlashed(text, order));
    if (!local) return undefined;
    const epochMs = local.offsetMs === undefined ? toEpoch(local.wallMs) : local.wallMs - local.offsetMs;
    return new Date(epochMs).toISOString();
  };
};

/** True for a date whose day and month only `DateOrder` tells apart. */
export const needsDateOrder = (text: string): boolean => slashedDate.test(text);
