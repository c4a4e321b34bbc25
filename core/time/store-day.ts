const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it costs. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = { timeZone, calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-CA', options);
  formats.set(timeZone, made);
  return made;
};

/**
 * The date on a store's calendar at an instant, `YYYY-MM-DD`. A day is 23 or 25 hours long where clocks change in it.
 * @param instant ISO-8601
 * @param timeZone IANA zone
 * @throws RangeError when the instant or the zone is none
 */
export const storeDayOf = (instant: string, timeZone: string): string => {
  const parts = formatOf(timeZone).formatToParts(new Date(instant));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`;
};
