import type { ExperimentReader, ExperimentStore } from '#core/ports/experiment-store';
import { type CompanyCacheSettings, cachedPerCompany } from './cached-per-company.ts';

/** The running experiments of a company, at most 60 seconds old. */
export const makeCachedExperimentReader = (
  store: Pick<ExperimentStore, 'running'>,
  settings: CompanyCacheSettings = {},
): ExperimentReader => ({ running: cachedPerCompany((companyId) => store.running(companyId), settings) });
