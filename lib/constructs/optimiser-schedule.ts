import { Duration, Stack } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import { namedWorkers } from '#lib/config/lambda-sources';
import { readItems, writeItem } from '#lib/constructs/access';
import { commonEnvironment } from '#lib/constructs/environment';
import type { FunctionGroup } from '#lib/constructs/function-group';
import { acknowledgeSchedulerRoles } from '#lib/constructs/scheduler-roles';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

/** Every hour, takes the daily step of the optimisations whose store's day has begun. The next call makes up for one that fails. */
export class OptimiserSchedule extends Construct {
  readonly group: FunctionGroup<(typeof workerEnvironments)['optimiser']>;

  constructor(scope: Construct, id: string, app: AppContext, { table }: DataStack) {
    super(scope, id);
    this.group = addWorkerGroup(this, 'Steppers', 'optimiser', {
      app,
      environment: { ...commonEnvironment(app, 'optimiser'), TABLE_NAME: table.tableName },
      statements: [readItems(table), writeItem(table)],
      timeoutSeconds: 300,
    });
    this.addSchedule();
  }

  private addSchedule() {
    const stepper = this.group.addFunction('StepOptimisers', {
      path: namedWorkers.stepOptimisers,
      description: 'Moves the shares of optimised lists, once a store day',
    });
    new Schedule(this, 'Hourly', {
      description: 'Steps the optimisations of stores whose day has begun',
      schedule: ScheduleExpression.cron({ minute: '20', hour: '*', day: '*', month: '*', year: '*' }),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(stepper, { maxEventAge: Duration.minutes(30), retryAttempts: 0 }),
    });
    acknowledgeSchedulerRoles(Stack.of(this));
  }
}
