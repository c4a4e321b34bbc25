import fc from 'fast-check';
import { addDays } from '#core/time/calendar-month';
import { startOfStoreDay } from '#core/time/start-of-store-day';
import { storeDayOf } from '#core/time/store-day';

const hours = (day: string, zone: string) =>
  (Date.parse(startOfStoreDay(addDays(day, 1), zone)) - Date.parse(startOfStoreDay(day, zone))) / 3_600_000;

describe('the start of a store day', () => {
  it.each([
    ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20', 'Europe/Berlin', '2026-11-19T23:00:00.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
  ])('of %s in %s is %s', (day, zone, instant) => {
    expect(startOfStoreDay(day, zone)).toBe(instant);
  });

  it('knows days of 23 and 25 hours, and clocks that change at midnight', () => {
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(startOfStoreDay('2024-09-08', 'America/Santiago')).toBe('2024-09-08T04:00:00.000Z');
  });

  it('gives a day that a zone left out no length', () => {
    expect(startOfStoreDay('2011-12-30', 'Pacific/Apia')).toBe(startOfStoreDay('2011-12-31', 'Pacific/Apia'));
  });

  it('is the first instant of its day in every zone', () => {
    const zones = fc.constantFrom('UTC', 'Europe/London', 'America/Los_Angeles', 'Australia/Lord_Howe', 'Asia/Tokyo');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), zones, (offset, zone) => {
        const day = addDays('2020-01-01', offset);
        const start = startOfStoreDay(day, zone);
        expect(storeDayOf(start, zone)).toBe(day);
        expect(storeDayOf(new Date(Date.parse(start) - 1).toISOString(), zone)).toBe(addDays(day, -1));
      }),
      { numRuns: 60 },
    );
  });
});
