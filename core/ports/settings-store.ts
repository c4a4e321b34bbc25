import type { Versioned } from '#core/companies/company-settings';
import type { SettingName, SettingValues } from '#core/companies/setting-values';

export interface SettingChange<T> {
  readonly value: T;
  /** Version that the change was made on; 0: nothing was stored. */
  readonly expectedVersion: number;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** User id. */
  readonly by: string;
}

/** One setting of a company as last written, over its defaults; every change keeps what it replaced. */
export interface VersionedSetting<T> {
  get(companyId: string): Promise<Versioned<T>>;
  /** @throws VersionConflictError when the stored version is not the expected one. */
  put(companyId: string, change: SettingChange<T>): Promise<Versioned<T>>;
}

export type SettingsStore = { readonly [Name in SettingName]: VersionedSetting<SettingValues[Name]> };
