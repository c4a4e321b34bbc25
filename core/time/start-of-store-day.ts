import { storeDayOf } from '#core/time/store-day';

/** Zones lie between 12 hours behind and 14 hours ahead of UTC. */
const widestOffsetMs = 15 * 3_600_000;

/**
 * The instant at which a day begins on a store's calendar, ISO-8601 UTC with milliseconds. Found by halving, since dates
 * never run backwards: so clock changes at midnight, and days that a zone left out, need no rule of their own.
 * @param day `YYYY-MM-DD`
 * @param timeZone IANA zone
 */
export const startOfStoreDay = (day: string, timeZone: string): string => {
  let before = Date.parse(day) - widestOffsetMs;
  let after = Date.parse(day) + widestOffsetMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (storeDayOf(new Date(middle).toISOString(), timeZone) < day) before = middle;
    else after = middle;
  }
  return new Date(after).toISOString();
};
