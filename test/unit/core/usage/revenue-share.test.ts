import fc from 'fast-check';
import { dimensionOf, type RollUpRow } from '#core/analytics/roll-up';
import { portionOf } from '#core/money/basis-points';
import { addMonths } from '#core/time/calendar-month';
import {
  type AttributedRevenue,
  attributedRevenue,
  type RevenueStatement,
  stateMonth,
} from '#core/usage/revenue-share';
import { statementCsv } from '#core/usage/statement-csv';

const now = '2026-12-01T00:00:00.000Z';
const sold = (month: string, revenueMinor: number, currency = 'EUR'): AttributedRevenue => ({
  month,
  currency,
  revenueMinor,
});

describe('attributed revenue', () => {
  it('adds up what lists and offers were credited with, by month and currency, and leaves out the store as a whole', () => {
    const row = (date: string, scope: 'store' | 'recommendation' | 'offer', revenueMinor: number, currency = 'EUR') =>
      ({ date, dimension: dimensionOf({ scope, currency }), counts: { revenueMinor } }) satisfies RollUpRow;
    const rows = [
      row('2026-11-30', 'recommendation', 500),
      row('2026-11-01', 'offer', 250),
      row('2026-11-01', 'store', 9_000),
      row('2026-11-02', 'offer', 70, 'JPY'),
      row('2026-10-31', 'offer', 30),
    ];
    expect(attributedRevenue(rows)).toEqual([sold('2026-10', 30), sold('2026-11', 750), sold('2026-11', 70, 'JPY')]);
  });
});

describe('a statement of a month', () => {
  const october: RevenueStatement = stateMonth({
    month: '2026-10',
    shareBasisPoints: 150,
    now,
    revenue: [sold('2026-10', 10_033), sold('2026-09', 5_000)],
    earlier: [],
  });

  it('takes the agreed share of the month, rounded once, and of no month that was never stated', () => {
    expect(october.lines).toEqual([{ month: '2026-10', currency: 'EUR', revenueMinor: 10_033, shareMinor: 150 }]);
  });

  it('gives back the share of what was refunded since, at the share of its own month', () => {
    const revenue = [sold('2026-10', 6_033), sold('2026-11', 20_000)];
    const statement = stateMonth({ month: '2026-11', shareBasisPoints: 200, now, revenue, earlier: [october] });
    expect(statement.lines).toEqual([
      { month: '2026-10', currency: 'EUR', revenueMinor: -4_000, shareMinor: -60 },
      { month: '2026-11', currency: 'EUR', revenueMinor: 20_000, shareMinor: 400 },
    ]);
  });

  it('takes all back when a month has no revenue left', () => {
    const statement = stateMonth({ month: '2026-11', shareBasisPoints: 200, now, revenue: [], earlier: [october] });
    expect(statement.lines).toEqual([{ month: '2026-10', currency: 'EUR', revenueMinor: -10_033, shareMinor: -150 }]);
  });

  it('leaves months alone that lie more than a year back', () => {
    const month = '2027-11';
    const statement = stateMonth({ month, shareBasisPoints: 200, now, revenue: [], earlier: [october] });
    expect(statement.lines).toEqual([]);
  });

  it('makes all statements together say exactly what the last state of the sales says, whatever changed between', () => {
    const changes = fc.array(
      fc.record({
        month: fc.integer({ min: 0, max: 5 }),
        currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
        revenueMinor: fc.integer({ min: 0, max: 1e12 }),
        at: fc.integer({ min: 0, max: 5 }),
      }),
      { maxLength: 40 },
    );
    const shares = fc.array(fc.integer({ min: 100, max: 200 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(changes, shares, (all, shareOf) => {
        const present = new Map<string, AttributedRevenue>();
        const statements: RevenueStatement[] = [];
        for (const index of shareOf.keys()) {
          for (const { month, currency, revenueMinor } of all.filter(
            ({ at, month: of }) => at === index && of <= index,
          )) {
            present.set(`${month} ${currency}`, sold(addMonths('2026-01', month), revenueMinor, currency));
          }
          const question = { month: addMonths('2026-01', index), shareBasisPoints: shareOf[index]!, now };
          statements.push(stateMonth({ ...question, revenue: [...present.values()].reverse(), earlier: statements }));
        }
        const lines = statements.flatMap((statement) => statement.lines);
        for (const { month, currency, revenueMinor } of present.values()) {
          const own = lines.filter((line) => line.month === month && line.currency === currency);
          const share = shareOf[Number(month.slice(5)) - 1]!;
          expect(own.reduce((sum, line) => sum + line.revenueMinor, 0)).toBe(revenueMinor);
          expect(own.reduce((sum, line) => sum + line.shareMinor, 0)).toBe(portionOf(revenueMinor, share));
        }
      }),
    );
  });

  it('becomes a file with decimals of each currency', () => {
    const lines = [
      { month: '2026-11', currency: 'EUR', revenueMinor: 12_345, shareMinor: 185 },
      { month: '2026-11', currency: 'JPY', revenueMinor: -700, shareMinor: -11 },
    ];
    const statement = { month: '2026-11', issuedAt: now, shareBasisPoints: 150, lines };
    expect(statementCsv([{ companyId: 'acme', statement }])).toBe(
      'company,statement,month,currency,share_percent,attributed_revenue,share\r\n' +
        'acme,2026-11,2026-11,EUR,1.5,123.45,1.85\r\n' +
        'acme,2026-11,2026-11,JPY,1.5,-700,-11\r\n',
    );
  });
});
