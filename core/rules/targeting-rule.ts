import type { Money } from '#core/money/money';
import type { Condition } from '#core/rules/condition-declarations';
import type { RuleOffer } from '#core/rules/offer-declarations';

export const upsellUrgencies = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type UpsellUrgency = (typeof upsellUrgencies)[number];

/**
 * How the offer of a rule goes with others: beside all, as the only one of its group, or alone.
 */
export const combinationModes = ['STACKABLE', 'ONE_OF_GROUP', 'EXCLUSIVE'] as const;
export type CombinationMode = (typeof combinationModes)[number];

export interface Combination {
  readonly mode: CombinationMode;
  /** Name of the group; only with ONE_OF_GROUP. */
  readonly group?: string;
}

/** When a rule holds, as instants in UTC. */
export interface Schedule {
  /** ISO-8601 UTC, included. */
  readonly from?: string;
  /** ISO-8601 UTC, not included. */
  readonly until?: string;
}

/** How often one shopper may be shown the offer. */
export interface FrequencyCaps {
  /** Impressions in one session, ≥ 1. */
  readonly perSession?: number;
  /** Impressions to one customer over all sessions, ≥ 1. */
  readonly perCustomer?: number;
  /** Hours of silence after a decline, ≥ 0. */
  readonly coolDownHours: number;
}

export const defaultCoolDownHours = 24;

/** What a rule may give away before it stops. */
export interface RuleBudget {
  readonly mostAccepts?: number;
  /** Sum of the discounts of accepted offers. */
  readonly mostDiscount?: Money;
}

/** The merchant's own words, by locale (`en`, `de-AT`); the empty locale is for all others. */
export type RuleTexts = Readonly<Record<string, { readonly title: string; readonly message?: string }>>;

/** What a merchant sets about a rule. */
export interface RuleDraft {
  readonly name: string;
  readonly enabled: boolean;
  /** 0 … 1,000; higher goes first. */
  readonly priority: number;
  readonly urgency: UpsellUrgency;
  readonly conditions: Condition;
  readonly offer: RuleOffer;
  readonly schedule: Schedule;
  readonly caps: FrequencyCaps;
  readonly budget: RuleBudget;
  readonly combination: Combination;
  readonly texts: RuleTexts;
}

/** When a cart looks so, make this offer. */
export interface TargetingRule extends RuleDraft {
  readonly ruleId: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** User id. */
  readonly updatedBy: string;
}

/** What accepted offers of a rule have cost so far. */
export interface RuleUsage {
  readonly accepts: number;
  /** Minor units given away, by currency. */
  readonly discounts: Readonly<Record<string, number>>;
}

export const noUsage: RuleUsage = { accepts: 0, discounts: {} };
