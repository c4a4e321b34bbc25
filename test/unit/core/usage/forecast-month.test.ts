import fc from 'fast-check';
import { seededRandom } from '#core/random/seeded-random';
import { addDays, daysOfMonth } from '#core/time/calendar-month';
import { forecastMonth, type MonthSoFar } from '#core/usage/forecast-month';
import { totalServed, type UsageDay } from '#core/usage/served-counts';

const daysBefore = (today: string, counts: readonly number[]): UsageDay[] =>
  counts.map((served, index) => ({ date: addDays(today, index - counts.length), served }));

const month = (today: string, counts: readonly number[], change: Partial<MonthSoFar> = {}): MonthSoFar => ({
  today,
  passedShareOfToday: 0,
  served: 0,
  known: daysBefore(today, counts),
  quota: null,
  ...change,
});

describe('the forecast of a month', () => {
  it('adds the mean of the known days for each day to come, and the rest of today', () => {
    // 10 days to come after 20 November, and a quarter of the 20th: 300 + 10.25 · 12 = 423.
    const so = month('2026-11-20', [10, 12, 14], { served: 300, passedShareOfToday: 0.75 });
    // σ² = (4 + 0 + 4) ÷ 2 = 4; variance = 4 · (10.25 + 10.25² ÷ 3) = 181.08…; 1.2816 · 13.457 = 17.25.
    expect(forecastMonth(so)).toEqual({ served: 423, low: 405, high: 441, usedUpOn: null });
  });

  it('expects of each weekday what that weekday brought, once four weeks are known', () => {
    // 2 November 2026 is a Monday. 100 on every Saturday and Sunday, 10 on other days.
    const today = '2026-11-30';
    const weekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());
    const known = daysBefore(today, Array(28).fill(0)).map(({ date }) => ({ date, served: weekend(date) ? 100 : 10 }));
    expect(forecastMonth({ ...month(today, []), known, served: 1_000 })).toEqual({
      served: 1_010,
      low: 1_010,
      high: 1_010,
      usedUpOn: null,
    });
  });

  it('says on which day the quota is expected to be used up', () => {
    const so = month('2026-11-20', [10, 10, 10], { served: 80 });
    expect(forecastMonth({ ...so, quota: 100 })?.usedUpOn).toBe('2026-11-21');
    expect(forecastMonth({ ...so, quota: 190 })?.usedUpOn).toBe('2026-11-30');
    expect(forecastMonth({ ...so, quota: 191 })?.usedUpOn).toBeNull();
  });

  it('on the first day of a month rests on the days of the last one', () => {
    expect(forecastMonth(month('2026-11-01', [7, 7, 7]))).toMatchObject({ served: 210 });
  });

  it.each([
    ['2024-02-01', 290],
    ['2026-02-01', 280],
    ['2026-12-01', 310],
  ])('knows how long the month of %s is', (today, served) => {
    expect(forecastMonth(month(today, [10, 10, 10]))).toMatchObject({ served, low: served, high: served });
  });

  it('says nothing of a store that was watched for less than three whole days', () => {
    expect(forecastMonth(month('2026-11-20', [10, 12]))).toBeUndefined();
  });

  it('is what was served at the very end of the month', () => {
    const so = month('2026-11-30', [10, 900, 3], { served: 1_234, passedShareOfToday: 1 });
    expect(forecastMonth(so)).toEqual({ served: 1_234, low: 1_234, high: 1_234, usedUpOn: null });
  });

  it('never lies below what is served, and its interval holds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { minLength: 3, maxLength: 40 }),
        fc.nat(100_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 400 }),
        (counts, served, passedShareOfToday, offset) => {
          const so = month(addDays('2026-01-01', offset), counts, { served, passedShareOfToday });
          const forecast = forecastMonth(so);
          expect(forecast?.low).toBeGreaterThanOrEqual(served);
          expect(forecast?.low).toBeLessThanOrEqual(forecast!.served);
          expect(forecast?.high).toBeGreaterThanOrEqual(forecast!.served);
        },
      ),
    );
  });

  it('holds about 80 % of outcomes of stores with a weekly rhythm', () => {
    const random = seededRandom('forecast');
    // The sum of twelve uniform numbers, less six, is near the standard normal distribution.
    const noise = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
    const rhythm = [180, 90, 80, 85, 95, 140, 200];
    const draw = (date: string) => Math.max(0, Math.round(rhythm[new Date(date).getUTCDay()]! + 20 * noise()));
    let held = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      const today = '2026-11-11';
      const known = daysBefore(today, Array(28).fill(0)).map(({ date }) => ({ date, served: draw(date) }));
      const served = totalServed(known.filter(({ date }) => date >= '2026-11-01'));
      const truth = served + daysOfMonth('2026-11').reduce((sum, day) => (day >= today ? sum + draw(day) : sum), 0);
      const forecast = forecastMonth({ ...month(today, []), known, served })!;
      if (forecast.low <= truth && truth <= forecast.high) held += 1;
    }
    expect(held / runs).toBeGreaterThan(0.74);
    expect(held / runs).toBeLessThan(0.88);
  });
});
