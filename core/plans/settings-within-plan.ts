import type { CompanySettings } from '#core/companies/company-settings';
import { type DefaultPlan, isEntitled } from '#core/plans/company-plan';

type PlannedSettings = Pick<CompanySettings, 'flags' | 'plan'>;

/** Settings without what the plan does not include: language models stay off, whatever the flag says. */
export const settingsWithinPlan = <S extends PlannedSettings>(settings: S, defaultPlan: DefaultPlan): S => {
  if (isEntitled(settings.plan.value, defaultPlan, 'ai-personalization')) return settings;
  const value = { ...settings.flags.value, mi_recommendations_enabled: false };
  return { ...settings, flags: { ...settings.flags, value } };
};
