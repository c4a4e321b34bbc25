/** What the clock on a store's wall shows. */
export interface LocalClock {
  /** Minutes since midnight, 0 … 1,439. */
  readonly minuteOfDay: number;
  readonly weekday: Weekday;
}

/** In the order of ISO 8601: the week begins on Monday. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof weekdays)[number];

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it costs. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = { timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-US', options);
  formats.set(timeZone, made);
  return made;
};

/**
 * The wall clock of an IANA zone at an instant (ISO-8601). On the nights of a clock change it shows what clocks there
 * show: an hour is skipped, or comes twice.
 */
export const localClock = (instant: string, timeZone: string): LocalClock => {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const weekday = weekdays.find((day) => day === parts.get('weekday')?.toUpperCase());
  return {
    minuteOfDay: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    weekday: weekday ?? 'MONDAY',
  };
};
