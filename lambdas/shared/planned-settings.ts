import { loadSettings } from '#adapters/dynamodb/credential-store';
import type { Table } from '#adapters/dynamodb/table';
import type { CompanySettings } from '#core/companies/company-settings';
import type { PlanName } from '#core/plans/plan';
import { settingsWithinPlan } from '#core/plans/settings-within-plan';
import { defaultPlanOf } from '#lambdas/shared/default-plan';

/** Settings of companies as they are now and as far as their plans go; undefined when there is no such company. */
export const plannedSettings =
  (table: Table, given: PlanName | 'none') =>
  async (companyId: string): Promise<CompanySettings | undefined> => {
    const settings = await loadSettings(table, companyId);
    return settings && settingsWithinPlan(settings, defaultPlanOf(given));
  };
