import fc from 'fast-check';
import { daysBetween } from '#core/events/daily-counters';
import { addDays } from '#core/time/calendar-month';
import { advanceMark, isNews, markToContinue, openFrom } from '#core/usage/next-usage-mark';
import { totalServed, type UsageDay } from '#core/usage/served-counts';
import type { UsageMark } from '#core/usage/usage-mark';

const zone = 'Europe/Berlin';
const at = (day: string) => `${day}T12:00:00.000Z`;

describe('the mark of a month', () => {
  it('begins anew with the month of the store, not of UTC', () => {
    const november = markToContinue(undefined, '2026-10-31T23:30:00.000Z', zone);
    expect(november).toMatchObject({ month: '2026-11', monthEndsAt: '2026-11-30T23:00:00.000Z', closedThrough: null });
    expect(openFrom(november)).toBe('2026-11-01');
    expect(markToContinue({ ...november, served: 7 }, '2026-11-30T22:59:59.999Z', zone).served).toBe(7);
    expect(markToContinue({ ...november, served: 7 }, '2026-11-30T23:00:00.000Z', zone)).toMatchObject({
      month: '2026-12',
      served: 0,
    });
  });

  it('closes days that no waiting event can reach, and reads them no more', () => {
    const mark = markToContinue(undefined, at('2026-11-05'), zone);
    const days = daysBetween('2026-11-01', '2026-11-05').map((date) => ({ date, served: 10 }));
    const next = advanceMark(mark, days, '2026-11-05');
    expect(next).toMatchObject({ served: 50, closedThrough: '2026-11-03', servedInClosedDays: 30 });
    expect(openFrom(next)).toBe('2026-11-04');
  });

  it('always equals the sum of the days, however often it was brought up to date', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 30, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 29 })),
        (counts, visits) => {
          const truth: UsageDay[] = counts.map((served, day) => ({ date: addDays('2026-11-01', day), served }));
          let mark: UsageMark | undefined;
          for (const visit of [...visits].sort((a, b) => a - b)) {
            const today = addDays('2026-11-01', visit);
            const open = markToContinue(mark, at(today), zone);
            const days = truth.filter(({ date }) => date >= openFrom(open) && date <= today);
            mark = advanceMark(open, days, today);
            expect(mark.served).toBe(totalServed(truth.filter(({ date }) => date <= today)));
          }
        },
      ),
    );
  });

  it('is written when the quota is crossed either way and when a day is closed, and otherwise not', () => {
    const mark: UsageMark = { ...markToContinue(undefined, at('2026-11-02'), zone), served: 90 };
    expect(isNews(undefined, mark, 100)).toBe(false);
    expect(isNews(mark, { ...mark, served: 99 }, 100)).toBe(false);
    expect(isNews(mark, { ...mark, served: 100 }, 100)).toBe(true);
    expect(isNews({ ...mark, served: 100 }, { ...mark, served: 140 }, 100)).toBe(false);
    expect(isNews({ ...mark, served: 100 }, { ...mark, served: 99 }, 100)).toBe(true);
    expect(isNews(mark, { ...mark, closedThrough: '2026-11-01' }, 100)).toBe(true);
    expect(isNews({ ...mark, month: '2026-10', served: 900 }, { ...mark, served: 3 }, 100)).toBe(false);
    expect(isNews({ ...mark, month: '2026-10', served: 900 }, { ...mark, served: 300 }, 100)).toBe(true);
  });
});
