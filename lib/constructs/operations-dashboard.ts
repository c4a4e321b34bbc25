import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { appMetric, cacheHitRate, latencyOf, memoryHitRate } from '#lib/constructs/app-metrics';

const minute = Duration.minutes(1);

/** One page for whoever is on duty: the five metrics that alarms watch first, then what explains them. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id);
    const count = (name: Parameters<typeof appMetric>[1]) => appMetric(stage, name, Stats.SUM, minute);
    const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: `smart-upsell-${stage}`,
      widgets: [
        [
          graph('Recommendation API latency (p95, ms)', latencyOf(stage, 'recommendations')),
          graph('Upsell API latency (p95, ms)', latencyOf(stage, 'upsell')),
          graph('Recommendation cache hit rate (%)', cacheHitRate(stage), memoryHitRate(stage)),
        ],
        [
          graph('Upsell impressions a minute', count('UpsellImpressionCount')),
          graph('Product views a minute', count('ProductViewCount')),
          graph('Recommendation clicks a minute', count('RecommendationClickCount')),
        ],
        [
          graph('Events', count('EventsAccepted'), count('EventsRejected'), count('EventsDuplicate')),
          graph('Model runs', count('ModelRunSucceeded'), count('ModelRunHeld'), count('ModelRunFailed')),
          graph('Nightly runs started', count('NightlyRunsStarted')),
        ],
      ],
    });
  }
}
