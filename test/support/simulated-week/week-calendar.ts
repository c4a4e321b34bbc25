/**
 * The week of the simulation, Thursday to Wednesday in Vienna. Summer time ends on its Sunday, so that a day of 25 hours
 * and both differences to UTC lie in it. Days are reckoned by hand here, not by the code that is tested.
 */
export const weekTimeZone = 'Europe/Vienna';
export const weekDays = [
  '2026-10-22',
  '2026-10-23',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2026-10-27',
  '2026-10-28',
] as const;

const hourMs = 3_600_000;
const summerEndsMs = Date.parse('2026-10-25T01:00:00.000Z');

const aheadOfUtcMs = (ms: number): number => (ms < summerEndsMs ? 2 : 1) * hourMs;

/** The store's day of an instant in epoch milliseconds. */
export const storeDayAt = (ms: number): string => new Date(ms + aheadOfUtcMs(ms)).toISOString().slice(0, 10);

export const utcDayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The hour of a wall clock in Vienna; the later one of an hour that comes twice. */
const atLocal = (day: string, time: string): number => {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  return asUtc - hourMs >= summerEndsMs ? asUtc - hourMs : asUtc - 2 * hourMs;
};

/** Shortly after midnight the store's day is one ahead of the day in UTC. */
const localTimes = ['00:20', '09:00', '19:00', '23:30'] as const;

/** When shops are visited, epoch milliseconds, in order. */
export const weekMoments: readonly number[] = weekDays.flatMap((day) => localTimes.map((time) => atLocal(day, time)));

export const momentsADay = localTimes.length;

/** After this time the pages of a visit send what happened. */
export const visitMs = 10 * 60_000;
