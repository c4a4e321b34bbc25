import type { Page, PageRequest } from '#core/ports/page';
import type { UpsellType } from '#core/rules/offer-declarations';
import type { TargetingRule } from '#core/rules/targeting-rule';

export interface RuleFilter {
  readonly enabled?: boolean;
  readonly type?: UpsellType;
}

/** What a rule was from a version on. */
export interface RuleRevision {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  /** null: it was deleted. */
  readonly rule: TargetingRule | null;
}

/** Rules that are enabled at the same time: what one query reads and one request can evaluate. */
export const mostEnabledRules = 300;

export interface RuleStore {
  get(companyId: string, ruleId: string): Promise<TargetingRule | undefined>;
  /** By id; a page may be shorter than its limit when a filter is given. */
  list(companyId: string, page: PageRequest & RuleFilter): Promise<Page<TargetingRule>>;
  /** All rules that shoppers may meet, by id; a change shows within a second. */
  enabled(companyId: string): Promise<TargetingRule[]>;
  /**
   * Writes version `rule.version` over the one before it, with a revision.
   * @throws VersionConflictError when another version is stored
   */
  put(companyId: string, rule: TargetingRule): Promise<void>;
  /** Deleting an absent rule changes nothing. */
  delete(companyId: string, ruleId: string, change: { readonly now: string; readonly by: string }): Promise<void>;
  /** Newest first. */
  revisions(companyId: string, ruleId: string, page: PageRequest): Promise<Page<RuleRevision>>;
}

/** The enabled rules as they were at most 60 seconds ago. */
export interface RuleReader {
  enabled(companyId: string): Promise<readonly TargetingRule[]>;
}
