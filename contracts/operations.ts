import * as analytics from '#contracts/api/analytics';
import * as apiKeys from '#contracts/api/api-keys';
import * as attribution from '#contracts/api/attribution';
import * as bulkDiscounts from '#contracts/api/bulk-discounts';
import * as carts from '#contracts/api/carts';
import * as catalog from '#contracts/api/catalog';
import * as companies from '#contracts/api/companies';
import * as counterfactual from '#contracts/api/counterfactual';
import * as customers from '#contracts/api/customers';
import * as events from '#contracts/api/events';
import * as experiments from '#contracts/api/experiments';
import * as flags from '#contracts/api/flags';
import * as health from '#contracts/api/health';
import * as holdOut from '#contracts/api/hold-out';
import * as imports from '#contracts/api/imports';
import * as live from '#contracts/api/live';
import * as models from '#contracts/api/models';
import * as optimiser from '#contracts/api/optimiser';
import * as orders from '#contracts/api/orders';
import * as privacy from '#contracts/api/privacy';
import * as quarantine from '#contracts/api/quarantine';
import * as recommendationConfig from '#contracts/api/recommendation-config';
import * as recommendations from '#contracts/api/recommendations';
import * as segment from '#contracts/api/segment';
import * as segments from '#contracts/api/segments';
import * as stacking from '#contracts/api/stacking';
import * as storeReports from '#contracts/api/store-reports';
import * as subscriptions from '#contracts/api/subscriptions';
import * as training from '#contracts/api/training';
import * as upsell from '#contracts/api/upsell';
import * as upsellImpressions from '#contracts/api/upsell-impressions';
import * as upsellRules from '#contracts/api/upsell-rules';
import * as usage from '#contracts/api/usage';
import type { Operation } from '#contracts/operation';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'family' in value;

/**
 * Every operation of the API, by path and method. Infrastructure, docs and tests walk this list;
 * a Lambda imports only its own contract file.
 */
export const operations: readonly Operation[] = [
  analytics,
  apiKeys,
  attribution,
  bulkDiscounts,
  carts,
  catalog,
  companies,
  counterfactual,
  customers,
  events,
  experiments,
  flags,
  health,
  holdOut,
  imports,
  live,
  models,
  optimiser,
  orders,
  privacy,
  quarantine,
  recommendationConfig,
  recommendations,
  stacking,
  storeReports,
  subscriptions,
  segment,
  segments,
  training,
  upsell,
  upsellImpressions,
  upsellRules,
  usage,
]
  .flatMap((module) => Object.values<unknown>(module).filter(isOperation))
  .sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path < b.path ? -1 : 1));
