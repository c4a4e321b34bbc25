import type { RollUpRow } from '#core/analytics/roll-up';

export interface RollUpStore {
  /**
   * All rows of the store days from `from` to `to`, both included and `YYYY-MM-DD`: each day and dimension once, by day
   * and dimension. Days on which nothing was counted have no rows.
   */
  days(companyId: string, from: string, to: string): Promise<RollUpRow[]>;
}
