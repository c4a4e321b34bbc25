import { Duration, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { workerEnvironments } from '#contracts/env/function-environment';
import type { AppContext } from '#lib/config/app-context';
import { namedWorkers } from '#lib/config/lambda-sources';
import { readItems, startExecutions } from '#lib/constructs/access';
import { DeadLetterQueue } from '#lib/constructs/dead-letter-queue';
import { commonEnvironment } from '#lib/constructs/environment';
import type { FunctionGroup } from '#lib/constructs/function-group';
import { acknowledgeSchedulerRoles } from '#lib/constructs/scheduler-roles';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

/** Every hour, starts the training of the companies whose local clock shows the training hour. */
export class NightlySchedule extends Construct {
  readonly starter: IFunction;
  readonly deadLetters: DeadLetterQueue;
  readonly group: FunctionGroup<(typeof workerEnvironments)['nightly-starter']>;

  constructor(scope: Construct, id: string, app: AppContext, data: DataStack, machine: StateMachine) {
    super(scope, id);
    this.group = this.addGroup(app, data, machine);
    this.starter = this.group.addFunction('StartNightlyRuns', {
      path: namedWorkers.startNightlyRuns,
      description: 'Starts the training of the companies whose night it is',
    });
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    this.addSchedule(app.settings.trainingHour);
  }

  private addSchedule(trainingHour: number) {
    new Schedule(this, 'Hourly', {
      description: `Starts the runs of stores whose local hour is ${trainingHour}`,
      schedule: ScheduleExpression.cron({ minute: '5', hour: '*', day: '*', month: '*', year: '*' }),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(this.starter, {
        deadLetterQueue: this.deadLetters,
        maxEventAge: Duration.minutes(50),
        retryAttempts: 5,
      }),
    });
    acknowledgeSchedulerRoles(Stack.of(this));
  }

  private addGroup(app: AppContext, { table }: DataStack, machine: StateMachine) {
    return addWorkerGroup(this, 'Starters', 'nightly-starter', {
      app,
      environment: {
        ...commonEnvironment(app, 'nightly-starter'),
        TABLE_NAME: table.tableName,
        RETRAIN_MACHINE_ARN: machine.stateMachineArn,
        TRAINING_HOUR: String(app.settings.trainingHour),
      },
      statements: [readItems(table), startExecutions(machine)],
      timeoutSeconds: 300,
    });
  }
}
