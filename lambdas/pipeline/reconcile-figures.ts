import { makeCreditReader } from '#adapters/dynamodb/credit-reader';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { erasedDays } from '#adapters/dynamodb/person-item-store';
import { makeReconciliationStore } from '#adapters/dynamodb/reconciliation-store';
import { stepInputs } from '#contracts/pipeline/run';
import { reconciliationOf } from '#core/analytics/reconcile';
import type { CompanySettings } from '#core/companies/company-settings';
import type { ReconciliationStore } from '#core/ports/reconciliation-store';
import type { RollUpStore } from '#core/ports/roll-up-store';
import { storeDayOf } from '#core/time/store-day';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { PermanentRunError, pipelineStep, type StepDependencies } from '#lambdas/shared/pipeline-step';
import { type RecountDependencies, recountDay } from '#lambdas/shared/recount-day';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface ReconcileDependencies extends StepDependencies, RecountDependencies {
  readonly settings: (companyId: string) => Promise<CompanySettings | undefined>;
  readonly rollUps: Pick<RollUpStore, 'days'>;
  readonly reconciliations: Pick<ReconciliationStore, 'put'>;
  /** UTC days between two, both included, of which events were erased. */
  readonly erasedDays: (companyId: string, from: string, to: string) => Promise<readonly string[]>;
}

const dayMs = 86_400_000;

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** The last day of the store that is over. */
const dayBefore = (now: string, timeZone: string): string => shifted(storeDayOf(now, timeZone), -1);

/** Compares the figures of yesterday with a recount; a difference is told, and explained where events were erased. */
export const makeHandler = (deps: ReconcileDependencies) =>
  pipelineStep('ReconcileFigures', stepInputs.run, deps, async ({ run }) => {
    const { companyId, startedAt: now } = run;
    const settings = await deps.settings(companyId);
    if (!settings) throw new PermanentRunError(`There is no company ${companyId}`);
    const { timeZone } = settings.company;
    const date = dayBefore(now, timeZone);
    const terms = { timeZone, ...settings.attribution.value };
    const { rows, events, orders } = await recountDay(deps, { companyId, date, terms, now });
    const stored = await deps.rollUps.days(companyId, date, date);
    const erased = await deps.erasedDays(companyId, shifted(date, -1), shifted(date, 1));
    const day = { date, checkedAt: deps.clock(), events, orders, hasErasures: erased.length > 0 };
    const report = reconciliationOf(day, stored, rows);
    await deps.reconciliations.put(companyId, report);
    const differs = !report.isEqual && !report.hasErasures;
    deps.meter.add('FiguresDiffer', differs ? 1 : 0);
    if (differs) deps.log.error('figures_differ', { companyId, date, differences: report.differenceCount });
    return { run, counts: { differences: report.differenceCount }, result: { date, isEqual: report.isEqual } };
  });

const runtimeDependencies = (): ReconcileDependencies => {
  const deps = pipelineDependencies();
  const table = makeTable(workerRuntime('pipeline-step').env);
  return {
    ...deps,
    orders: makeOrderStore(table),
    credits: makeCreditReader(table),
    reconciliations: makeReconciliationStore(table),
    erasedDays: (companyId, from, to) => erasedDays(table, companyId, from, to),
  };
};

export const handler = makeHandler(runtimeDependencies());
