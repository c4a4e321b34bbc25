import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeHoldOutStore } from '#adapters/dynamodb/hold-out-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import type { Table } from '#adapters/dynamodb/table';
import { type DayPeriod, periodBefore, wholeWeeks } from '#core/analytics/day-period';
import { keyFigures } from '#core/analytics/key-figures';
import { type MerchantPeriod, type OperatorFigures, operatorFigures } from '#core/analytics/operator-figures';
import type { ShareEstimate } from '#core/analytics/share-estimate';
import type { CompanySettings } from '#core/companies/company-settings';
import { judgeHoldOut } from '#core/hold-out/judge-hold-out';
import { formatDecimalAmount } from '#core/money/money';
import { revenueCommand } from './commands.ts';
import type { FigureOptions } from './options.ts';

const revenueLift = async (
  table: Table,
  { company, holdOut }: CompanySettings,
  period: DayPeriod,
): Promise<number | null> => {
  const weeks = wholeWeeks(period);
  if (!weeks) return null;
  const { companyId, timeZone, currency } = company;
  const cells = await makeHoldOutStore(table).weeks(companyId, weeks.from, weeks.to);
  const { metrics } = judgeHoldOut(cells, { settings: holdOut.value, timeZone, currency, ...weeks });
  return metrics.revenue.comparison?.lift ?? null;
};

const merchantPeriods = async (table: Table, period: DayPeriod): Promise<MerchantPeriod[]> => {
  const rollUps = makeRollUpStore(table);
  const figuresOf = async (companyId: string, { from, to }: DayPeriod) =>
    keyFigures(await rollUps.days(companyId, from, to));
  const found: MerchantPeriod[] = [];
  for await (const { companyId } of streamCompanies(table)) {
    const settings = await loadSettings(table, companyId);
    if (!settings) continue;
    const current = await figuresOf(companyId, period);
    const previous = await figuresOf(companyId, periodBefore(period));
    found.push({ companyId, current, previous, revenueLift: await revenueLift(table, settings, period) });
  }
  return found;
};

const percent = (share: number | null): string => (share === null ? 'unknown' : `${(share * 100).toFixed(2)} %`);

const estimate = (share: ShareEstimate | null): string => {
  if (share === null || share.low === null || share.high === null) return percent(share?.value ?? null);
  return `${percent(share.value)} (95 %: ${percent(share.low)} to ${percent(share.high)})`;
};

/** What is influenced is not caused: the lift of the hold-out is told apart. */
export const describeFigures = (figures: OperatorFigures): string => {
  const { merchants, active, activeBefore, retention, clickRate, conversion, sales } = figures;
  const { meanInfluencedShare, meanRevenueLift } = figures;
  return [
    `Merchants ${merchants}, active ${active}, before ${activeBefore}; retention ${estimate(retention)}`,
    `Clicks per list ${estimate(clickRate)}; orders per visit ${estimate(conversion)}`,
    ...sales.map(({ currency, revenue, influencedRevenue, influencedShare }) => {
      const [all, influenced] = [revenue, influencedRevenue].map((amount) =>
        currency === null ? String(amount) : `${formatDecimalAmount({ amount, currency })} ${currency}`,
      );
      return `GMV ${all}, influenced ${influenced} (${percent(influencedShare)}; not causal)`;
    }),
    `Influenced share, mean over merchants: ${percent(meanInfluencedShare)} (not causal)`,
    meanRevenueLift
      ? `Revenue per shopper beside the hold-out: ${percent(meanRevenueLift.mean)} more, mean of ${meanRevenueLift.merchants} merchants`
      : 'Revenue per shopper beside the hold-out: no merchant may tell yet',
  ].join('\n');
};

/** What all merchants did in a period, with monthly recurring revenue. */
export const figuresCommand = async (table: Table, { from, to, defaultPlan }: FigureOptions): Promise<string> => {
  const figures = operatorFigures(await merchantPeriods(table, { from, to }));
  const recurring = await revenueCommand(table, { command: 'revenue', tableName: table.tableName, defaultPlan });
  return `${describeFigures(figures)}\n${recurring}`;
};
