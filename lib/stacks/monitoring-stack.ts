import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { AlarmTopics } from '#lib/constructs/alarm-topics';
import type { FamilyGroup } from '#lib/constructs/family-groups';
import { FunctionAlarms } from '#lib/constructs/function-alarms';
import { LatencyAlarms } from '#lib/constructs/latency-alarms';
import { LogAlarms } from '#lib/constructs/log-alarms';
import { OperationsDashboard } from '#lib/constructs/operations-dashboard';
import { PipelineAlarms } from '#lib/constructs/pipeline-alarms';
import { VolumeAlarms } from '#lib/constructs/volume-alarms';
import type { ApiStack } from '#lib/stacks/api-stack';
import type { DataStack } from '#lib/stacks/data-stack';
import type { PipelineStack } from '#lib/stacks/pipeline-stack';

export type MonitoringStackProps = StackProps & {
  readonly app: AppContext;
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  readonly api: ApiStack;
  /** Of all API stacks. */
  readonly apiGroups: readonly FamilyGroup[];
};

/** Dashboard, alarms and the topics that they tell. */
export class MonitoringStack extends Stack {
  readonly topics: AlarmTopics;

  constructor(scope: Construct, id: string, { app, data, pipeline, api, apiGroups, ...props }: MonitoringStackProps) {
    super(scope, id, props);
    const { stage } = app.settings;
    this.topics = new AlarmTopics(this, 'Topics', app.settings);
    new LatencyAlarms(this, 'Latency', stage, this.topics);
    new VolumeAlarms(this, 'Volume', stage, this.topics);
    new LogAlarms(this, 'Logs', {
      stage,
      logGroups: new Map(apiGroups.map(({ name, logGroup }) => [name, logGroup])),
      topics: this.topics,
    });
    new FunctionAlarms(this, 'Functions', [...apiGroups, ...pipeline.groups], this.topics);
    this.addPipelineAlarms(stage, data, pipeline, api);
    new OperationsDashboard(this, 'Operations', stage);
    new CfnOutput(this, 'DeployTopicArn', { value: this.topics.deploy.topicArn });
  }

  private addPipelineAlarms(stage: string, { stream, table }: DataStack, pipeline: PipelineStack, api: ApiStack) {
    const alarms = new PipelineAlarms(this, 'Pipeline', this.topics);
    const { consumers, nightly, imports, privacy, retrain } = pipeline;
    alarms.watchDeadLetters(
      'ArchiveDeadLetters',
      consumers.archive.deadLetters,
      'Raw events are missing in the archive.',
    );
    alarms.watchDeadLetters(
      'AggregateDeadLetters',
      consumers.aggregate.deadLetters,
      'Counters and sessions miss events.',
    );
    alarms.watchDeadLetters(
      'OrderDeadLetters',
      consumers.orders.deadLetters,
      'Some orders are missing in revenue figures and credits.',
    );
    alarms.watchDeadLetters(
      'NightlyDeadLetters',
      nightly.deadLetters,
      'Some companies’ models were not trained tonight.',
    );
    alarms.watchStream(stream);
    alarms.watchMachine(
      'RetrainFailures',
      retrain.machine,
      'A company’s new model did not go live; the old one keeps serving.',
      'retrain-failures',
    );
    alarms.watchMachine(
      'ImportFailures',
      imports.machine,
      'A merchant’s file was not imported to its end.',
      'import-failures',
    );
    alarms.watchMachine(
      'PrivacyFailures',
      privacy.machine,
      'A person was not exported or erased, though the law sets a term for it.',
      'privacy-failures',
    );
    alarms.watchFigures(stage);
    alarms.watchNightlyStarter(nightly.starter);
    alarms.watchTable(table.tableName);
    alarms.watchApi(api.contractApi.api.apiId);
  }
}
