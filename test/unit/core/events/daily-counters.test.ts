import fc from 'fast-check';
import { countDays, counterNames, daysBetween, sumShards } from '#core/events/daily-counters';

const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('days between two dates', () => {
  it('includes both ends and crosses the end of February in a leap year', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });

  it('is empty when the end lies before the start', () => {
    expect(daysBetween('2026-11-20', '2026-11-19')).toEqual([]);
    expect(countDays('2026-11-20', '2026-11-01')).toBe(0);
  });

  it('names each day once, in order, first and last being the ones asked for', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 400 }), (from, more) => {
        const to = new Date(Date.parse(from) + more * 86_400_000).toISOString().slice(0, 10);
        const days = daysBetween(from, to);
        expect(days).toHaveLength(countDays(from, to));
        expect([days[0], days.at(-1)]).toEqual([from, to]);
        expect([...new Set(days)].sort()).toEqual(days);
      }),
    );
  });
});

describe('sum of the shards of a day', () => {
  it('is zero when nothing was counted', () => {
    expect(sumShards('2026-11-20', [])).toEqual({
      date: '2026-11-20',
      views: 0,
      impressions: 0,
      clicks: 0,
      addsToCart: 0,
    });
  });

  it('loses and doubles nothing, however the counts are spread', () => {
    const shard = fc.record(Object.fromEntries(counterNames.map((name) => [name, fc.nat(1_000)])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.array(shard, { maxLength: 8 }), (shards) => {
        const sum = sumShards('2026-11-20', shards);
        for (const name of counterNames) {
          expect(sum[name]).toBe(shards.map((one) => one[name] ?? 0).reduce((a, b) => a + b, 0));
        }
      }),
    );
  });
});
