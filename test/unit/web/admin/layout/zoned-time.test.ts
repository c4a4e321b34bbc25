import fc from 'fast-check';
import { instantOf, zonedTime } from '../../../../../web/admin/src/layout/zoned-time.ts';

const berlin = 'Europe/Berlin';

describe('moments on the clock of a store', () => {
  it('are read and written in the zone of the store, summer and winter', () => {
    expect(instantOf('2026-01-15T09:30', berlin)).toBe('2026-01-15T08:30:00.000Z');
    expect(instantOf('2026-07-15T09:30', berlin)).toBe('2026-07-15T07:30:00.000Z');
    expect(zonedTime('2026-07-15T22:30:00.000Z', berlin)).toBe('2026-07-16T00:30');
  });

  it('take the first of a time that comes twice, and the hour after for one that is skipped', () => {
    expect(instantOf('2026-10-25T02:30', berlin)).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-03-29T02:30', berlin)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('are undefined for what is no date-time', () => {
    for (const text of ['', '2026-01-15', 'tomorrow', '2026-13-40T99:99'])
      expect(instantOf(text, berlin)).toBeUndefined();
  });

  it('come back as they were written, in every zone', () => {
    const zones = ['UTC', berlin, 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', 'Australia/Lord_Howe'];
    const minutes = fc.integer({ min: Date.parse('2020-01-01') / 60_000, max: Date.parse('2035-01-01') / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const shown = zonedTime(new Date(minute * 60_000).toISOString(), zone);
        expect(zonedTime(instantOf(shown, zone) ?? '', zone)).toBe(shown);
      }),
    );
  });
});
