import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeOptimiserStore } from '#adapters/dynamodb/optimiser-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import type { Company } from '#core/companies/company';
import type { CompanySettings } from '#core/companies/company-settings';
import { nextStep } from '#core/optimiser/next-step';
import { type PlacementSettings, stateOf } from '#core/optimiser/optimiser-settings';
import type { OptimiserStore } from '#core/ports/optimiser-store';
import type { RollUpStore } from '#core/ports/roll-up-store';
import { storeDayOf } from '#core/time/store-day';
import { makeTable } from '#lambdas/shared/endpoint-dependencies';
import { errorContext, type Observability } from '#lambdas/shared/observability';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface OptimiserDependencies extends Observability {
  readonly clock: () => string;
  readonly companies: () => AsyncIterable<Pick<Company, 'companyId'>>;
  readonly settings: (companyId: string) => Promise<Pick<CompanySettings, 'company' | 'optimiser'> | undefined>;
  readonly rollUps: RollUpStore;
  readonly optimisers: Pick<OptimiserStore, 'state' | 'take'>;
}

export interface OptimiserReport {
  readonly stepped: number;
  readonly frozen: number;
  readonly failed: number;
}

const dayBefore = (day: string, days = 1): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** @returns whether a step was taken, and whether it froze the optimisation */
const stepPlacement = async (
  { rollUps, optimisers, log }: OptimiserDependencies,
  { companyId, currency }: Pick<Company, 'companyId' | 'currency'>,
  settings: PlacementSettings,
  today: string,
): Promise<'none' | 'stepped' | 'frozen'> => {
  const { state: known, version } = await optimisers.state(companyId);
  const state = stateOf(known, settings);
  if (state && (state.day >= today || state.frozen)) return 'none';
  const yesterday = dayBefore(today);
  const rows = await rollUps.days(companyId, dayBefore(today, settings.windowDays), yesterday);
  const next = nextStep({ settings, state, rows, today, yesterday, currency });
  if (!next) return 'none';
  await optimisers.take(companyId, next.step, next.state, version);
  if (!next.state.frozen) return 'stepped';
  log.warn('optimisation_frozen', { companyId, placement: settings.placement, reason: next.state.frozen });
  return 'frozen';
};

/**
 * Every hour: makes the step of each store whose day has begun. A step that is called again, or by two at a time, is
 * taken once.
 */
export const makeHandler = (deps: OptimiserDependencies) => async (): Promise<OptimiserReport> => {
  const now = deps.clock();
  const report = { stepped: 0, frozen: 0, failed: 0 };
  for await (const { companyId } of deps.companies()) {
    try {
      const settings = await deps.settings(companyId);
      for (const placement of settings?.optimiser.value.placements.filter(({ isOn }) => isOn) ?? []) {
        const { company } = settings!;
        const outcome = await stepPlacement(deps, company, placement, storeDayOf(now, company.timeZone));
        if (outcome !== 'none') report[outcome] += 1;
      }
    } catch (error) {
      report.failed += 1;
      deps.log.error('optimisation_not_stepped', { companyId, ...errorContext(error) });
    }
  }
  deps.meter.flush();
  return report;
};

export const runtimeDependencies = (): OptimiserDependencies => {
  const { env, ...runtime } = workerRuntime('optimiser');
  const table = makeTable(env);
  return {
    ...runtime,
    companies: () => streamCompanies(table),
    settings: (companyId) => loadSettings(table, companyId),
    rollUps: makeRollUpStore(table),
    optimisers: makeOptimiserStore(table),
  };
};

export const handler = makeHandler(runtimeDependencies());
