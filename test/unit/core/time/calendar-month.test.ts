import { addDays, addMonths, daysOfMonth, lastDayOf } from '#core/time/calendar-month';

describe('calendar months', () => {
  it.each([
    ['2024-02', '2024-02-29', 29],
    ['2026-02', '2026-02-28', 28],
    ['2100-02', '2100-02-28', 28],
    ['2026-12', '2026-12-31', 31],
  ])('%s ends on %s after %i days', (month, last, count) => {
    expect(lastDayOf(month)).toBe(last);
    expect(daysOfMonth(month)).toHaveLength(count);
    expect(daysOfMonth(month).at(-1)).toBe(last);
  });

  it('are counted over the ends of years', () => {
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-11', -13)]).toEqual([
      '2027-01',
      '2025-12',
      '2025-10',
    ]);
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });
});
