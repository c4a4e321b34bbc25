import type { FunctionFamily } from '#contracts/operation';
import type { WorkerFolder } from '#lib/config/lambda-sources';

export type BundleGroup = FunctionFamily | WorkerFolder;

const kilobyte = 1000;

/** Largest minified bundle of each group in bytes, with the AWS SDK inside: what a cold start has to load. */
export const bundleBudgets: Record<BundleGroup, number> = {
  health: 500 * kilobyte,
  'storefront-read': 500 * kilobyte,
  'storefront-events': 500 * kilobyte,
  'event-admin': 900 * kilobyte,
  carts: 500 * kilobyte,
  ingest: 900 * kilobyte,
  'company-admin': 900 * kilobyte,
  imports: 900 * kilobyte,
  models: 900 * kilobyte,
  privacy: 900 * kilobyte,
  analytics: 900 * kilobyte,
  counterfactual: 900 * kilobyte,
  streams: 900 * kilobyte,
  schedules: 900 * kilobyte,
  pipeline: 1500 * kilobyte,
};
