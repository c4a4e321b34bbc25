import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type MetricName, metricDimensions, metricNamespace, type OperationGroup } from '#contracts/metrics';

export const latencyPeriod = Duration.minutes(5);
/** Below this many requests in a period a percentile says nothing. */
export const fewestRequests = 50;

/** A metric that the functions of a stage emit. */
export const appMetric = (stage: string, metricName: MetricName, statistic: string, period: Duration) =>
  new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: { [metricDimensions.stage]: stage },
    statistic,
    period,
  });

const groupLatency = (stage: string, operationGroup: OperationGroup, statistic: string) =>
  new Metric({
    namespace: metricNamespace,
    metricName: 'OperationLatency' satisfies MetricName,
    dimensionsMap: { [metricDimensions.stage]: stage, [metricDimensions.operationGroup]: operationGroup },
    statistic,
    period: latencyPeriod,
  });

/** 95th percentile in milliseconds of a group of operations; 0 while there are too few requests to judge. */
export const latencyOf = (stage: string, group: OperationGroup) =>
  new MathExpression({
    label: `p95 of ${group} in ms`,
    expression: `IF(requests >= ${fewestRequests}, latency, 0)`,
    usingMetrics: {
      requests: groupLatency(stage, group, Stats.SAMPLE_COUNT),
      latency: groupLatency(stage, group, Stats.percentile(95)),
    },
    period: latencyPeriod,
  });

/** Percentage of lists that came from memory or their precomputed row; 100 while there are too few to judge. */
export const cacheHitRate = (stage: string) =>
  new MathExpression({
    label: 'Recommendation cache hit rate in %',
    expression: `IF(hits + misses >= ${fewestRequests}, 100 * hits / (hits + misses), 100)`,
    usingMetrics: {
      hits: appMetric(stage, 'RecommendationCacheHit', Stats.SUM, latencyPeriod),
      misses: appMetric(stage, 'RecommendationCacheMiss', Stats.SUM, latencyPeriod),
    },
    period: latencyPeriod,
  });

/** Percentage of lists whose row was still in the memory of a function; the rest of the hits read it from the table. */
export const memoryHitRate = (stage: string) =>
  new MathExpression({
    label: 'Rows from memory in %',
    expression: 'IF(hits + misses > 0, 100 * memory / (hits + misses), 0)',
    usingMetrics: {
      memory: appMetric(stage, 'RecommendationMemoryHit', Stats.SUM, latencyPeriod),
      hits: appMetric(stage, 'RecommendationCacheHit', Stats.SUM, latencyPeriod),
      misses: appMetric(stage, 'RecommendationCacheMiss', Stats.SUM, latencyPeriod),
    },
    period: latencyPeriod,
  });
