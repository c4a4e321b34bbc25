import type { RuleReader, RuleStore } from '#core/ports/rule-store';
import { type CompanyCacheSettings, cachedPerCompany } from './cached-per-company.ts';

/** The enabled rules of a company, at most 60 seconds old. */
export const makeCachedRuleReader = (
  store: Pick<RuleStore, 'enabled'>,
  settings: CompanyCacheSettings = {},
): RuleReader => ({ enabled: cachedPerCompany((companyId) => store.enabled(companyId), settings) });
