import { settingsPrefix } from '#adapters/dynamodb/keys';
import { settingItems } from '#adapters/dynamodb/setting-items';
import type { Company, LiveModel } from '#core/companies/company';
import type { CompanySettings, Versioned } from '#core/companies/company-settings';
import { type SettingName, type SettingValues, settingDefaults } from '#core/companies/setting-values';
import type { Experiment } from '#core/experiments/experiment';
import { optimisedExperiments } from '#core/optimiser/optimised-experiments';
import type { OptimiserState } from '#core/optimiser/optimiser-settings';
import type { UsageMark } from '#core/usage/usage-mark';

type Item = Record<string, unknown>;

/** A stored setting over its defaults; members that came later than the item take their default. */
export const versioned = <T extends object>(item: Item | undefined, defaults: T): Versioned<T> => {
  if (!item) return { value: defaults, version: 0, updatedAt: null, updatedBy: null };
  return {
    value: { ...defaults, ...(item.value as Partial<T>) },
    version: item.version as number,
    updatedAt: item.updatedAt as string,
    updatedBy: item.updatedBy as string,
  };
};

const publishableKeys = (items: readonly Item[]): Map<string, string | null> => {
  const prefix = `${settingsPrefix}PUBLISHABLE_KEY#`;
  return new Map(
    items
      .filter((item) => String(item.sk).startsWith(prefix))
      .map((item) => [String(item.sk).slice(prefix.length), (item.revokesAt as string | null | undefined) ?? null]),
  );
};

export const companyFromItem = (item: Item): Company => ({
  companyId: item.companyId as string,
  name: item.name as string,
  platform: item.platform as Company['platform'],
  currency: item.currency as string,
  timeZone: item.timeZone as string,
  allowedOrigins: item.allowedOrigins as string[],
  version: item.version as number,
  createdAt: item.createdAt as string,
  updatedAt: item.updatedAt as string,
});

export const liveModelFromItem = (item: Item | undefined): LiveModel | undefined =>
  item && {
    modelVersion: item.modelVersion as string,
    previousModelVersion: item.previousModelVersion as string | undefined,
    version: item.version as number,
    switchedAt: item.switchedAt as string,
  };

const usageMarkFromItem = (item: Item | undefined): UsageMark | undefined =>
  item && {
    month: item.month as string,
    monthEndsAt: item.monthEndsAt as string,
    served: item.served as number,
    closedThrough: item.closedThrough as string | null,
    servedInClosedDays: item.servedInClosedDays as number,
  };

/** Absent: nothing was stepped yet. */
export const optimiserStateFromItem = (item: Item | undefined): OptimiserState =>
  (item?.placements as OptimiserState | undefined) ?? {};

const listExperiments = (items: readonly Item[]): Experiment[] =>
  items
    .filter((item) => String(item.sk).startsWith(`${settingsPrefix}EXPERIMENT#`))
    .map((item) => item.experiment as Experiment)
    .sort((a, b) => (a.experimentId < b.experimentId ? -1 : 1));

/** Settings from the items of one company's `SETTINGS#` query; undefined when the company itself is not among them. */
export const settingsFromItems = (items: readonly Item[]): CompanySettings | undefined => {
  const named = (name: string) => items.find((item) => item.sk === `${settingsPrefix}${name}`);
  const company = named('COMPANY');
  if (!company) return undefined;
  const setting = <Name extends SettingName>(name: Name): Versioned<SettingValues[Name]> =>
    versioned(named(settingItems[name].resource), settingDefaults[name]);
  const running = listExperiments(items);
  const optimiser = setting('optimiser');
  const optimiserState = optimiserStateFromItem(named('OPTIMISER_STATE'));
  return {
    company: companyFromItem(company),
    signingKey: company.signingKey as string,
    flags: setting('flags'),
    recommendationConfig: setting('recommendationConfig'),
    trainingConfig: setting('trainingConfig'),
    pricing: setting('pricing'),
    segments: setting('segments'),
    holdOut: setting('holdOut'),
    attribution: setting('attribution'),
    plan: setting('plan'),
    usage: usageMarkFromItem(named('USAGE')),
    optimiser,
    optimiserState,
    listExperiments: [...running, ...optimisedExperiments(optimiser.value, optimiserState, running)],
    liveModel: liveModelFromItem(named('LIVE_MODEL')),
    publishableKeys: publishableKeys(items),
  };
};
