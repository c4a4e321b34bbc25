import { Duration, Stack } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import { namedWorkers } from '#lib/config/lambda-sources';
import { readItems, writeItem } from '#lib/constructs/access';
import { commonEnvironment, plansEnvironment } from '#lib/constructs/environment';
import type { FunctionGroup } from '#lib/constructs/function-group';
import { acknowledgeSchedulerRoles } from '#lib/constructs/scheduler-roles';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

/**
 * Every quarter of an hour, marks the companies that have used up the quota of their plan. A call that fails needs no
 * second try: the next one does its work. Rests in stages without plans.
 */
export class UsageWatch extends Construct {
  readonly group: FunctionGroup<(typeof workerEnvironments)['usage-watcher']>;

  constructor(scope: Construct, id: string, app: AppContext, { table }: DataStack) {
    super(scope, id);
    this.group = addWorkerGroup(this, 'Watchers', 'usage-watcher', {
      app,
      environment: {
        ...commonEnvironment(app, 'usage-watcher'),
        ...plansEnvironment(app),
        TABLE_NAME: table.tableName,
      },
      statements: [readItems(table), writeItem(table)],
      timeoutSeconds: 300,
    });
    this.addSchedule(app.settings.plans.enabled);
  }

  private addSchedule(enabled: boolean) {
    const watcher = this.group.addFunction('WatchUsage', {
      path: namedWorkers.watchUsage,
      description: 'Marks the companies that have used up the quota of their plan',
    });
    new Schedule(this, 'EveryQuarterHour', {
      description: 'Compares what companies were served with their plans',
      enabled,
      schedule: ScheduleExpression.rate(Duration.minutes(15)),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(watcher, { maxEventAge: Duration.minutes(10), retryAttempts: 0 }),
    });
    acknowledgeSchedulerRoles(Stack.of(this));
  }
}
