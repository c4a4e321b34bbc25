import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { makeUsageMarkStore } from '#adapters/dynamodb/usage-mark-store';
import type { Company } from '#core/companies/company';
import type { CompanySettings } from '#core/companies/company-settings';
import { daysBetween } from '#core/events/daily-counters';
import { type DefaultPlan, quotaOf } from '#core/plans/company-plan';
import type { RollUpStore } from '#core/ports/roll-up-store';
import type { UsageMarkStore } from '#core/ports/usage-mark-store';
import { storeDayOf } from '#core/time/store-day';
import { advanceMark, isNews, markToContinue, openFrom } from '#core/usage/next-usage-mark';
import { servedByDay } from '#core/usage/served-counts';
import { defaultPlanOf } from '#lambdas/shared/default-plan';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface UsageWatchDependencies extends Observability {
  readonly clock: () => string;
  readonly companies: () => AsyncIterable<Pick<Company, 'companyId'>>;
  readonly settings: (companyId: string) => Promise<Pick<CompanySettings, 'company' | 'plan' | 'usage'> | undefined>;
  readonly rollUps: RollUpStore;
  readonly marks: UsageMarkStore;
  readonly defaultPlan: DefaultPlan;
}

export interface UsageWatchReport {
  /** Companies whose plan has a quota. */
  readonly watched: number;
  /** Companies whose mark was written. */
  readonly marked: number;
  /** Companies whose quota is used up. */
  readonly overQuota: number;
  readonly failed: number;
}

type Outcome = 'unlimited' | 'unchanged' | 'marked';

const watch = async (
  deps: UsageWatchDependencies,
  companyId: string,
  now: string,
): Promise<{ outcome: Outcome; isOver: boolean }> => {
  const settings = await deps.settings(companyId);
  const quota = settings ? quotaOf(settings.plan.value, deps.defaultPlan) : null;
  if (!settings || quota === null) return { outcome: 'unlimited', isOver: false };
  const { timeZone } = settings.company;
  const today = storeDayOf(now, timeZone);
  const mark = markToContinue(settings.usage, now, timeZone);
  const from = openFrom(mark);
  const days = servedByDay(await deps.rollUps.days(companyId, from, today), daysBetween(from, today));
  const next = advanceMark(mark, days, today);
  const isOver = next.served >= quota;
  if (!isNews(settings.usage, next, quota)) return { outcome: 'unchanged', isOver };
  await deps.marks.mark(companyId, next);
  if (isOver) deps.log.info('quota_used_up', { companyId, month: next.month, served: next.served, quota });
  return { outcome: 'marked', isOver };
};

/** Every quarter of an hour: tells the read path of companies that have used up their month, or have not any more. */
export const makeHandler = (deps: UsageWatchDependencies) => async (): Promise<UsageWatchReport> => {
  const now = deps.clock();
  const report = { watched: 0, marked: 0, overQuota: 0, failed: 0 };
  for await (const { companyId } of deps.companies()) {
    try {
      const { outcome, isOver } = await watch(deps, companyId, now);
      if (outcome !== 'unlimited') report.watched += 1;
      if (outcome === 'marked') report.marked += 1;
      if (isOver) report.overQuota += 1;
    } catch (error) {
      report.failed += 1;
      deps.log.error('usage_not_watched', { companyId, ...errorContext(error) });
    }
  }
  deps.log.info('usage_watched', { ...report });
  deps.meter.add('CompaniesOverQuota', report.overQuota);
  deps.meter.flush();
  return report;
};

export const runtimeDependencies = (): UsageWatchDependencies => {
  const { env, ...runtime } = workerRuntime('usage-watcher');
  const table = makeTable(env);
  return {
    ...runtime,
    companies: () => streamCompanies(table),
    settings: (companyId) => loadSettings(table, companyId),
    rollUps: makeRollUpStore(table),
    marks: makeUsageMarkStore(table),
    defaultPlan: defaultPlanOf(env.DEFAULT_PLAN),
  };
};

export const handler = makeHandler(runtimeDependencies());
