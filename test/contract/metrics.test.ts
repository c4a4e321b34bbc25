import { logMessages } from '#contracts/log-messages';
import { metricNamespace, operationDimensionSets, operationGroupOf } from '#contracts/metrics';
import { operations } from '#contracts/operations';

type EmbeddedMetric = {
  _aws: {
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }[];
  };
} & Record<string, unknown>;

/** What a function writes to its log, line by line. */
const written = async (): Promise<Record<string, unknown>[]> => {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const spies = [
    jest.spyOn(console, 'log').mockImplementation(keep),
    jest.spyOn(console, 'error').mockImplementation(keep),
  ];
  Object.assign(process.env, { POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false' });
  const { makeObservability } = await import('#lambdas/shared/observability');
  const { log, meter } = makeObservability({ stage: 'prod', serviceName: 'storefront-read' });
  meter.addForOperation('OperationLatency', 12, { operation: 'getAlsoBought', operationGroup: 'recommendations' });
  meter.add('RecommendationCacheHit', 1);
  meter.flush();
  log.error('recommendation_failed');
  for (const spy of spies) spy.mockRestore();
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('what functions write is what alarms read', () => {
  it('metrics have the namespace and dimension sets of the alarms', async () => {
    const metrics = (await written()).filter((line): line is EmbeddedMetric => '_aws' in line);
    const latency = metrics.find((line) => 'OperationLatency' in line);
    expect(latency).toMatchObject({ stage: 'prod', operationGroup: 'recommendations', OperationLatency: 12 });
    expect(latency?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: metricNamespace,
        Dimensions: operationDimensionSets,
        Metrics: [{ Name: 'OperationLatency', Unit: 'Milliseconds' }],
      },
    ]);
    const hits = metrics.find((line) => 'RecommendationCacheHit' in line);
    expect(hits?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['stage']]);
  });

  it('log lines have level and message where the metric filters look', async () => {
    const line = (await written()).find(({ code }) => code === 'recommendation_failed');
    expect(line).toMatchObject({ level: 'ERROR', message: 'Recommendation service error' });
  });
});

describe('operation groups', () => {
  it('the GETs of recommendations are alarmed together, and nothing else with them', () => {
    const group = operations.filter((operation) => operationGroupOf(operation) === 'recommendations');
    expect(group.map(({ id }) => id).sort()).toEqual([
      'getAlsoBought',
      'getFrequentlyViewed',
      'getProductRecommendations',
      'getVisitRecommendations',
      'getYouMightLike',
    ]);
  });

  it('everything below /api/upsell is upsell', () => {
    expect(operationGroupOf({ method: 'POST', path: '/api/upsell/impressions' })).toBe('upsell');
    expect(operationGroupOf({ method: 'GET', path: '/api/upsells' })).toBe('other');
  });
});

describe('log messages', () => {
  it('six are letter for letter those that operators search for', () => {
    expect(Object.values(logMessages)).toEqual(
      expect.arrayContaining([
        'Failed to calculate bulk price',
        'Failed to get targeted upsells',
        'Recommendation service error',
        'Bulk discount applied',
        'Upsell impression recorded',
        'Recommendation clicked',
      ]),
    );
  });

  it('say different things', () => {
    expect(new Set(Object.values(logMessages)).size).toBe(Object.keys(logMessages).length);
  });
});
