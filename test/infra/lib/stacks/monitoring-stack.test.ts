import { readFileSync } from 'node:fs';
import { alarmedLogCodes, logMessages } from '#contracts/log-messages';
import { functionFamilies } from '#contracts/operation';
import { type CloudResource, resourceAt, resourcesOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const template = synthesizedApp('prod', { alarmEmail: 'ops@example.com' }).template('monitoring');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
const alarm = (path: string) => resourceAt(template, 'AWS::CloudWatch::Alarm', path).properties;
const topicOf = (properties: CloudResource['properties']) => JSON.stringify(properties.AlarmActions);

const threeOfThree = { EvaluationPeriods: 3, DatapointsToAlarm: 3, TreatMissingData: 'notBreaching' };

const expressionOf = (properties: CloudResource['properties']) =>
  properties.Metrics.find((metric: { Expression?: string }) => metric.Expression).Expression;

const inputsOf = (properties: CloudResource['properties']) =>
  properties.Metrics.filter((metric: { MetricStat?: unknown }) => metric.MetricStat).map(
    // biome-ignore lint/suspicious/noExplicitAny: plain template data
    ({ MetricStat }: any) => ({
      name: MetricStat.Metric.MetricName,
      dimensions: Object.fromEntries(
        MetricStat.Metric.Dimensions.map(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]),
      ),
      stat: MetricStat.Stat,
      period: MetricStat.Period,
    }),
  );

describe('latency alarms', () => {
  it.each([
    ['RecommendationLatency', 'recommendations', 500],
    ['UpsellLatency', 'upsell', 300],
  ])('%s: p95 of the %s group over %i ms in 3 of 3 periods, with at least 50 requests', (path, group, threshold) => {
    const properties = alarm(`/Latency/${path}/`);
    expect(properties).toMatchObject({
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      ...threeOfThree,
    });
    expect(expressionOf(properties)).toBe('IF(requests >= 50, latency, 0)');
    const dimensions = { stage: 'prod', operationGroup: group };
    expect(inputsOf(properties)).toEqual([
      { name: 'OperationLatency', dimensions, stat: 'SampleCount', period: 300 },
      { name: 'OperationLatency', dimensions, stat: 'p95', period: 300 },
    ]);
    expect(topicOf(properties)).toContain('Warning');
  });

  it('cache hit rate: under 80 % of at least 50 lists', () => {
    const properties = alarm('/Latency/RecommendationCacheHitRate/');
    expect(properties).toMatchObject({ Threshold: 80, ComparisonOperator: 'LessThanThreshold', ...threeOfThree });
    expect(expressionOf(properties)).toBe('IF(hits + misses >= 50, 100 * hits / (hits + misses), 100)');
    expect(inputsOf(properties).map(({ name }: { name: string }) => name)).toEqual([
      'RecommendationCacheHit',
      'RecommendationCacheMiss',
    ]);
  });
});

describe('volume alarms', () => {
  it.each([
    ['UpsellImpressionRate', 'UpsellImpressionCount', 1000],
    ['ProductViewRate', 'ProductViewCount', 5000],
  ])('%s: %s over %i a minute, told as information', (path, metric, threshold) => {
    const properties = alarm(`/Volume/${path}/`);
    expect(properties).toMatchObject({
      MetricName: metric,
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      Statistic: 'Sum',
      Period: 60,
    });
    expect(topicOf(properties)).toContain('Info');
  });
});

describe('log alarms', () => {
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter').map(({ properties }) => properties);

  it('read three messages letter for letter, at ERROR level, in the log group of every family', () => {
    const expected = [
      'Failed to calculate bulk price',
      'Failed to get targeted upsells',
      'Recommendation service error',
    ];
    expect(alarmedLogCodes.map((code) => logMessages[code])).toEqual(expected);
    for (const message of expected) {
      const matching = filters.filter(
        ({ FilterPattern }) => FilterPattern === `{ ($.level = "ERROR") && ($.message = "${message}") }`,
      );
      expect(matching).toHaveLength(functionFamilies.length);
    }
  });

  it.each(['BulkPriceFailed', 'UpsellFailed', 'RecommendationFailed'])('%s fires at the first message', (name) => {
    expect(alarm(`/Logs/${name}/`)).toMatchObject({
      MetricName: name,
      Namespace: 'SmartUpsell/prod',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
    });
  });
});

describe('every alarm', () => {
  const anchors = new Set(
    [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    ),
  );

  it.each(alarms.map((resource) => [resource.path.split('/').slice(1, -1).join('/'), resource.properties] as const))(
    '%s says its impact, its reason and an existing heading of the runbook, and tells a topic',
    (_path, properties) => {
      const [impact, threshold, runbook] = properties.AlarmDescription.split('\n');
      expect(impact).toMatch(/^Impact: .{20,}/);
      expect(threshold).toMatch(/^Threshold: .{20,}/);
      const anchor = /^Runbook: docs\/runbook\.md#(.+)$/.exec(runbook)?.[1];
      expect([...anchors]).toContain(anchor);
      expect(properties.AlarmActions).toHaveLength(1);
      expect(properties.OKActions).toHaveLength(1);
    },
  );

  it('uses no more metrics than CloudWatch takes', () => {
    for (const { properties } of alarms) {
      const metrics = (properties.Metrics ?? []).filter((metric: { MetricStat?: unknown }) => metric.MetricStat);
      expect(metrics.length).toBeLessThanOrEqual(10);
    }
  });
});

describe('what else is watched', () => {
  it.each([
    '/Pipeline/ArchiveDeadLetters/',
    '/Pipeline/AggregateDeadLetters/',
    '/Pipeline/NightlyDeadLetters/',
    '/Pipeline/StreamIteratorAge/',
    '/Pipeline/RetrainFailures/',
    '/Pipeline/ImportFailures/',
    '/Pipeline/PrivacyFailures/',
    '/Pipeline/NightlyRunMissing/',
    '/Pipeline/TableThrottles/',
    '/Pipeline/ApiServerErrors/',
  ])('%s', (path) => {
    expect(topicOf(alarm(path))).toContain('Warning');
  });

  it('a schedule that has stopped: no data is bad news', () => {
    expect(alarm('/Pipeline/NightlyRunMissing/').TreatMissingData).toBe('breaching');
  });

  it.each(functionFamilies)('errors and throttles of %s functions', (family) => {
    const name = family.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    expect(alarm(`/Functions/${name}Errors/`).Threshold).toBe(3);
    expect(alarm(`/Functions/${name}Throttles/`).Threshold).toBe(1);
  });
});

describe('topics', () => {
  it('are encrypted, and warnings and deployments reach the operators', () => {
    for (const { properties } of resourcesOf(template, 'AWS::SNS::Topic')) {
      expect(properties.KmsMasterKeyId).toBeDefined();
    }
    const policies = resourcesOf(template, 'AWS::SNS::TopicPolicy').map(({ properties }) => properties);
    const publishing = policies.filter(({ PolicyDocument }) =>
      PolicyDocument.Statement.some(
        (statement: { Action: string; Effect: string; Principal: { Service?: string } }) =>
          statement.Effect === 'Allow' &&
          statement.Action === 'sns:Publish' &&
          statement.Principal.Service === 'cloudwatch.amazonaws.com',
      ),
    );
    expect(JSON.stringify(publishing.map(({ Topics }) => Topics))).toMatch(/Info.*Warning/);
    const subscribed = resourcesOf(template, 'AWS::SNS::Subscription').map(({ properties }) => properties);
    expect(subscribed.map(({ Endpoint }) => Endpoint)).toEqual(['ops@example.com', 'ops@example.com']);
  });
});

describe('the dashboard', () => {
  it('shows the five metrics that the seeds ask for', () => {
    const body = JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Dashboard')[0]?.properties.DashboardBody);
    for (const title of [
      'Recommendation API latency',
      'Upsell API latency',
      'Recommendation cache hit rate',
      'Upsell impressions a minute',
      'Product views a minute',
    ]) {
      expect(body).toContain(title);
    }
    expect(body).toContain('RecommendationMemoryHit');
  });
});
