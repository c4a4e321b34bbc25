import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { daysToRead, type UsageQuestion, usageReport } from '#core/usage/usage-report';

const question: UsageQuestion = {
  month: '2026-11',
  timeZone: 'Europe/Berlin',
  createdAt: '2026-01-01T00:00:00.000Z',
  quota: 100,
  now: '2026-11-03T11:00:00.000Z',
};

const shown = (date: string, impressions: number, placement: string | null = 'hybrid'): RollUpRow => ({
  date,
  dimension: dimensionOf({ scope: 'recommendation', placement }),
  counts: { impressions, clicks: 1 },
});

describe('the usage report', () => {
  it('counts shown lists by day and placement, and nothing else', () => {
    const offers: RollUpRow = {
      date: '2026-11-02',
      dimension: dimensionOf({ scope: 'offer', ruleId: 'r' }),
      counts: { offersShown: 9 },
    };
    const rows = [shown('2026-10-31', 5), shown('2026-11-01', 3), shown('2026-11-02', 4, 'also-bought'), offers];
    const report = usageReport(question, [...rows, shown('2026-11-02', 1), shown('2026-11-02', 2, null)]);
    expect(report).toMatchObject({ served: 10, usedBasisPoints: 1_000, usedUpOn: null });
    expect(report.days).toEqual([
      { date: '2026-11-01', served: 3 },
      { date: '2026-11-02', served: 7 },
      { date: '2026-11-03', served: 0 },
    ]);
    expect(report.placements).toEqual([
      { placement: 'also-bought', served: 4 },
      { placement: 'hybrid', served: 4 },
      { placement: null, served: 2 },
    ]);
  });

  it('names the day on which the quota was used up, and counts on beyond it', () => {
    const report = usageReport(question, [shown('2026-11-01', 60), shown('2026-11-02', 40), shown('2026-11-03', 50)]);
    expect(report).toMatchObject({ usedUpOn: '2026-11-02', usedBasisPoints: 15_000 });
  });

  it('looks back four weeks for a forecast, and not before the store was there', () => {
    expect(daysToRead(question)).toEqual({ from: '2026-10-06', to: '2026-11-03' });
    expect(usageReport(question, []).forecast).toEqual({ served: 0, low: 0, high: 0, usedUpOn: null });
    expect(usageReport({ ...question, createdAt: '2026-10-31T11:00:00.000Z' }, []).forecast).toBeNull();
  });

  it('takes a past month as it was: whole, without forecast', () => {
    const past = { ...question, month: '2026-02' };
    expect(daysToRead(past)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    const report = usageReport(past, [shown('2026-02-28', 5)]);
    expect(report).toMatchObject({ served: 5, forecast: null });
    expect(report.days).toHaveLength(28);
  });

  it('knows that half of the longest day is later than noon', () => {
    // 25 October 2026 has 25 hours in Berlin and begins at 22:00 UTC: half of it has passed at 10:30 UTC.
    const known = Array.from({ length: 28 }, (_, day) => shown(`2026-10-${String(day - 3).padStart(2, '0')}`, 100));
    const rows = [
      ...['2026-09-27', '2026-09-28', '2026-09-29', '2026-09-30'].map((date) => shown(date, 100)),
      ...known.filter(({ date }) => /-(0[1-9]|1\d|2[0-4])$/.test(date)),
    ];
    const noon = { ...question, month: '2026-10', now: '2026-10-25T10:30:00.000Z' };
    // 24 days of 100 and half a day and six days to come.
    expect(usageReport(noon, rows).forecast?.served).toBe(2_400 + 50 + 600);
  });
});
