import fc from 'fast-check';
import { storeDayOf } from '#core/time/store-day';

describe('the day of a store', () => {
  it.each([
    ['2026-11-20T23:30:00Z', 'UTC', '2026-11-20'],
    ['2026-11-20T23:30:00Z', 'Asia/Tokyo', '2026-11-21'],
    ['2026-11-20T03:30:00Z', 'America/New_York', '2026-11-19'],
    ['2027-01-01T00:30:00+02:00', 'Europe/Helsinki', '2027-01-01'],
    ['0999-11-20T12:00:00Z', 'UTC', '0999-11-20'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(storeDayOf(instant, zone)).toBe(day);
  });

  it('lasts 25 hours when clocks go back in it, and 23 when they go forward', () => {
    const hours = (from: string, day: string): number =>
      Array.from({ length: 72 }, (_, hour) => new Date(Date.parse(from) + hour * 3_600_000).toISOString()).filter(
        (instant) => storeDayOf(instant, 'Europe/Berlin') === day,
      ).length;
    expect(hours('2026-10-24T00:00:00Z', '2026-10-25')).toBe(25);
    expect(hours('2026-03-28T00:00:00Z', '2026-03-29')).toBe(23);
  });

  it('never goes back as time goes on', () => {
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        instants,
        instants,
        fc.constantFrom('America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia'),
        (a, b, zone) => {
          const [first, second] = [a, b].sort((x, y) => x.getTime() - y.getTime());
          expect(storeDayOf(first!.toISOString(), zone) <= storeDayOf(second!.toISOString(), zone)).toBe(true);
        },
      ),
    );
  });

  it('does not guess what is no instant or no zone', () => {
    expect(() => storeDayOf('yesterday', 'UTC')).toThrow(RangeError);
    expect(() => storeDayOf('2026-11-20T00:00:00Z', 'Mars/Olympus')).toThrow(RangeError);
  });
});
