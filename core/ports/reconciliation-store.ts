import type { ReconciliationReport } from '#core/analytics/reconcile';

export interface ReconciliationStore {
  /** Keeps the report of a day for 90 days, in place of an earlier one. */
  put(companyId: string, report: ReconciliationReport): Promise<void>;
  /** Latest day first. */
  list(companyId: string): Promise<ReconciliationReport[]>;
}
