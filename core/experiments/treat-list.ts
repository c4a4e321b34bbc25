import type { CompanySettings } from '#core/companies/company-settings';
import type { ListTreatment } from '#core/experiments/experiment';

/** The settings under which a variant's list is made. */
export const treatedSettings = (
  settings: CompanySettings,
  { weights, diversity, languageModel }: ListTreatment,
): CompanySettings => {
  const { recommendationConfig: config, flags } = settings;
  const changed = { ...(weights && { weights }), ...(diversity !== undefined && { diversity }) };
  const flagged = languageModel === undefined ? {} : { mi_recommendations_enabled: languageModel };
  return {
    ...settings,
    recommendationConfig: { ...config, value: { ...config.value, ...changed } },
    flags: { ...flags, value: { ...flags.value, ...flagged } },
  };
};
