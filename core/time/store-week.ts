const dayMs = 86_400_000;

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The Monday of the week (ISO 8601) that a calendar day lies in; both `YYYY-MM-DD`. */
export const weekOf = (day: string): string => shifted(day, -((new Date(day).getUTCDay() + 6) % 7));

/** The Sunday of the week that begins on a Monday; both `YYYY-MM-DD`. */
export const lastDayOf = (week: string): string => shifted(week, 6);

/** Whole weeks from one Monday to another, negative when the second lies before. */
export const weeksBetween = (week: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(week)) / (7 * dayMs));

/** The Monday so many weeks later, or earlier. */
export const weekAfter = (week: string, weeks: number): string => shifted(week, 7 * weeks);
