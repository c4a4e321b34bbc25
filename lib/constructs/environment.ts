import { metricNamespace } from '#contracts/metrics';
import type { AppContext } from '#lib/config/app-context';

/** Variables that every function has but for the table's name. */
export const commonEnvironment = ({ settings, version }: AppContext, service: string) => ({
  STAGE: settings.stage,
  SERVICE_VERSION: version,
  POWERTOOLS_SERVICE_NAME: service,
  POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
  LOG_LEVEL: settings.logLevel,
});

/** Trainers of the stage as functions are told of them. */
export const trainersOf = ({ settings }: AppContext): string => ['built-in', ...settings.trainers].join(',');

export const plansEnvironment = ({ settings: { plans } }: AppContext) => ({
  DEFAULT_PLAN: plans.enabled ? plans.defaultPlan : ('none' as const),
});

/** How far the use of the API is limited. */
export const limitsEnvironment = (app: AppContext) => ({
  ...plansEnvironment(app),
  RATE_LIMIT_PER_SECOND: String(app.settings.rateLimit.perSecond),
  RATE_LIMIT_BURST: String(app.settings.rateLimit.burst),
});
