import type { UsageMark } from '#core/usage/usage-mark';

export interface UsageMarkStore {
  /** Shops heed it within 60 seconds. The last writer wins: marks are reckoned from sums, never added to. */
  mark(companyId: string, mark: UsageMark): Promise<void>;
}
