import type { RevenueStatement } from '#core/usage/revenue-share';

/** Issued statements; they never change. */
export interface StatementStore {
  /** Statements of a company from one month to another, both included and `YYYY-MM`, oldest first. */
  list(companyId: string, from: string, to: string): Promise<RevenueStatement[]>;
  /** @throws ConflictError when the month was stated before */
  issue(companyId: string, statement: RevenueStatement): Promise<void>;
}
