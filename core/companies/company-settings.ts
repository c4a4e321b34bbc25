import type { Company, LiveModel } from '#core/companies/company';
import type { SettingName, SettingValues } from '#core/companies/setting-values';
import type { Experiment } from '#core/experiments/experiment';
import type { OptimiserState } from '#core/optimiser/optimiser-settings';
import type { UsageMark } from '#core/usage/usage-mark';

/** A value with its optimistic version; version 0 is the default that nobody stored yet. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
}

type VersionedSettings = { readonly [Name in SettingName]: Versioned<SettingValues[Name]> };

/** All that a storefront request must know of its company; one query reads it, memory keeps it for a minute. */
export interface CompanySettings extends VersionedSettings {
  readonly company: Company;
  readonly optimiserState: OptimiserState;
  readonly usage: UsageMark | undefined;
  /** Experiments on recommendations that run, by id; behind them the placements that are optimised, in the same shape. */
  readonly listExperiments: readonly Experiment[];
  readonly liveModel: LiveModel | undefined;
  /** Signs the tokens of served items; never leaves the server. */
  readonly signingKey: string;
  /** Key ids of publishable keys with the instant each stops to work (`null`: none). */
  readonly publishableKeys: ReadonlyMap<string, string | null>;
}
