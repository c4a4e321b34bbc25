import { getKeyFigures } from '#contracts/api/analytics';
import { type DayPeriod, periodBefore, wholeWeeks } from '#core/analytics/day-period';
import { keyFigures } from '#core/analytics/key-figures';
import type { CompanySettings } from '#core/companies/company-settings';
import { judgeHoldOut } from '#core/hold-out/judge-hold-out';
import { checkPeriod } from '#lambdas/api/analytics/check-period';
import { type ReportDependencies, reportDependencies } from '#lambdas/api/analytics/report-dependencies';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

/** Order values with and without recommendations, by the orders themselves: the newest night's. */
const nightlyOrderValues = async ({ reports }: ReportDependencies, companyId: string) => {
  const report = await reports.get(companyId, 'segments');
  return report ? { origin: report.origin, values: report.orderValues } : null;
};

/** What recommendations bring, in the whole weeks of the period. */
const holdOutFigures = async (deps: AnalyticsDependencies, settings: CompanySettings, period: DayPeriod) => {
  const weeks = wholeWeeks(period);
  if (!weeks) return null;
  const { companyId, timeZone, currency } = settings.company;
  const cells = await deps.holdOut.weeks(companyId, weeks.from, weeks.to);
  return { currency, ...judgeHoldOut(cells, { settings: settings.holdOut.value, timeZone, currency, ...weeks }) };
};

export const makeHandler = (deps: AnalyticsDependencies & ReportDependencies) =>
  httpEndpoint(getKeyFigures, deps, async ({ company, query: { from, to } }) => {
    checkPeriod({ from, to });
    const { companyId, timeZone } = company.company;
    const figuresOf = async (period: DayPeriod) => ({
      ...period,
      ...keyFigures(await deps.rollUps.days(companyId, period.from, period.to)),
    });
    const [current, previous, holdOut, orderValues] = await Promise.all([
      figuresOf({ from, to }),
      figuresOf(periodBefore({ from, to })),
      holdOutFigures(deps, company, { from, to }),
      nightlyOrderValues(deps, companyId),
    ]);
    return reply({ timeZone, current, previous, attribution: 'last-touch-not-causal' as const, holdOut, orderValues });
  });

export const handler = makeHandler({ ...runtimeDependencies(), ...reportDependencies() });
