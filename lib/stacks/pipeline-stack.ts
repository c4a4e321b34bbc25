import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { EventConsumers } from '#lib/constructs/event-consumers';
import type { WatchedGroup } from '#lib/constructs/function-alarms';
import { ImportMachine } from '#lib/constructs/import-machine';
import { NightlySchedule } from '#lib/constructs/nightly-schedule';
import { OptimiserSchedule } from '#lib/constructs/optimiser-schedule';
import { PrivacyMachine } from '#lib/constructs/privacy-machine';
import { RetrainMachine } from '#lib/constructs/retrain-machine';
import { UsageWatch } from '#lib/constructs/usage-watch';
import type { DataStack } from '#lib/stacks/data-stack';

export type PipelineStackProps = StackProps & { readonly app: AppContext; readonly data: DataStack };

/** What happens behind the requests: stream consumers, imports, nightly training. */
export class PipelineStack extends Stack {
  readonly consumers: EventConsumers;
  readonly imports: ImportMachine;
  readonly privacy: PrivacyMachine;
  readonly retrain: RetrainMachine;
  readonly nightly: NightlySchedule;
  readonly optimiser: OptimiserSchedule;
  readonly usageWatch: UsageWatch;

  constructor(scope: Construct, id: string, { app, data, ...props }: PipelineStackProps) {
    super(scope, id, props);
    this.consumers = new EventConsumers(this, 'Consumers', app, data);
    this.imports = new ImportMachine(this, 'Imports', app, data);
    this.privacy = new PrivacyMachine(this, 'Privacy', app, data);
    this.retrain = new RetrainMachine(this, 'Training', app, data);
    this.nightly = new NightlySchedule(this, 'Nightly', app, data, this.retrain.machine);
    this.optimiser = new OptimiserSchedule(this, 'Optimiser', app, data);
    this.usageWatch = new UsageWatch(this, 'Usage', app, data);
  }

  /** Functions by what they may do. */
  get groups(): WatchedGroup[] {
    const { consumers, imports, privacy, retrain, nightly, optimiser, usageWatch } = this;
    return [
      ...consumers.groups,
      imports.group,
      privacy.group,
      retrain.steps,
      retrain.enrichers,
      retrain.queries,
      retrain.personalize,
      nightly.group,
      optimiser.group,
      usageWatch.group,
    ];
  }
}
