import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { makeStatementStore } from '#adapters/dynamodb/statement-store';
import type { Table } from '#adapters/dynamodb/table';
import type { CompanySettings, Versioned } from '#core/companies/company-settings';
import { formatDecimalAmount } from '#core/money/money';
import type { CompanyPlan } from '#core/plans/company-plan';
import { planCurrency, planOf } from '#core/plans/plan';
import { type PlannedCompany, recurringRevenue } from '#core/plans/recurring-revenue';
import { addMonths, firstDayOf } from '#core/time/calendar-month';
import { startOfStoreDay } from '#core/time/start-of-store-day';
import { readStatement } from '#core/usage/read-statement';
import type { RevenueStatement } from '#core/usage/revenue-share';
import { statementCsv } from '#core/usage/statement-csv';
import { type PlanOptions, type RevenueOptions, type StatementOptions, UsageError } from './options.ts';

const price = (amount: number): string => `${formatDecimalAmount({ amount, currency: planCurrency })} ${planCurrency}`;

const describePlan = (companyId: string, { value, version, updatedAt, updatedBy }: Versioned<CompanyPlan>): string => {
  const { plan, whenOverQuota, revenueShareBasisPoints, agreedPriceMinor } = value;
  const changed = version === 0 ? 'never changed' : `changed by ${updatedBy} at ${updatedAt}`;
  return [
    `${companyId}: ${plan === null ? 'the default plan of the deployment' : planOf(plan).title} (${changed})`,
    `  over quota: ${whenOverQuota}; share in attributed sales: ${revenueShareBasisPoints / 100} %`,
    `  price of a month: ${agreedPriceMinor === null ? 'list price' : price(agreedPriceMinor)}`,
  ].join('\n');
};

const knownCompany = async (table: Table, companyId: string): Promise<CompanySettings> => {
  const settings = await loadSettings(table, companyId);
  if (!settings) throw new UsageError(`There is no company ${companyId} in ${table.tableName}.`);
  return settings;
};

/** Tells, or changes, what was agreed with a company. Shops heed it within 60 seconds. */
export const planCommand = async (table: Table, options: PlanOptions, now: string): Promise<string> => {
  const { companyId, changes, by } = options;
  await knownCompany(table, companyId);
  const { plan } = makeSettingsStore(table);
  const present = await plan.get(companyId);
  if (Object.keys(changes).length === 0) return describePlan(companyId, present);
  const value = { ...present.value, ...changes };
  const change = { value, expectedVersion: present.version, now, by: `operator:${by}` };
  return describePlan(companyId, await plan.put(companyId, change));
};

const plannedCompanies = async (table: Table): Promise<PlannedCompany[]> => {
  const { plan } = makeSettingsStore(table);
  const found: PlannedCompany[] = [];
  for await (const { companyId } of streamCompanies(table)) {
    found.push({ companyId, plan: (await plan.get(companyId)).value });
  }
  return found;
};

/** Monthly recurring revenue by plan. */
export const revenueCommand = async (table: Table, { defaultPlan }: RevenueOptions): Promise<string> => {
  const { totalMinor, plans, withoutPrice } = recurringRevenue(await plannedCompanies(table), defaultPlan);
  const lines = plans.map(
    ({ plan, companies, revenueMinor }) =>
      `${plan.padEnd(12)}${String(companies).padStart(7)} companies${price(revenueMinor).padStart(20)}`,
  );
  const missing = withoutPrice.length > 0 ? [`No price agreed yet: ${withoutPrice.join(', ')}`] : [];
  return [...lines, `Monthly recurring revenue ${price(totalMinor)}`, ...missing].join('\n');
};

interface CompanyStatement {
  readonly companyId: string;
  readonly statement: RevenueStatement;
}

const stated = async (
  table: Table,
  companyId: string,
  { month, issue }: StatementOptions,
  now: string,
): Promise<CompanyStatement> => {
  const { company, plan } = await knownCompany(table, companyId);
  const statements = makeStatementStore(table);
  const question = { month, shareBasisPoints: plan.value.revenueShareBasisPoints, now };
  const found = await readStatement({ rollUps: makeRollUpStore(table), statements }, companyId, question);
  if (issue && !found.isIssued) {
    const end = startOfStoreDay(firstDayOf(addMonths(month, 1)), company.timeZone);
    if (now < end) throw new UsageError(`The month ${month} ends at ${end} for ${companyId}; issue it after that.`);
    await statements.issue(companyId, found.statement);
  }
  return { companyId, statement: found.statement };
};

/** Statements of one company or of all, as CSV or JSON. What is issued is final; issuing again changes nothing. */
export const statementsCommand = async (table: Table, options: StatementOptions, now: string): Promise<string> => {
  const found: CompanyStatement[] = [];
  if (options.companyId) found.push(await stated(table, options.companyId, options, now));
  else
    for await (const { companyId } of streamCompanies(table)) found.push(await stated(table, companyId, options, now));
  if (options.format === 'csv') return statementCsv(found).trimEnd();
  return JSON.stringify(
    found.map(({ companyId, statement }) => ({ companyId, ...statement })),
    null,
    2,
  );
};
