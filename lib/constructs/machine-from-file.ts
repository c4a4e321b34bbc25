import { existsSync, readFileSync } from 'node:fs';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { acknowledge, acknowledgeWildcards } from '#lib/constructs/acknowledge';

export type MachineFromFileProps = {
  readonly app: AppContext;
  /** Names the machine `smart-upsell-<stage>-<name>` and its log group. */
  readonly name: string;
  readonly file: string;
  /** Functions by the placeholder that stands for them in the file: `${prepare-run}` is lambdas/pipeline/prepare-run.ts. */
  readonly functions: ReadonlyMap<string, IFunction>;
};

/** A state machine whose definition is a file of its own, with a function for each of its placeholders. */
export class MachineFromFile extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: MachineFromFileProps) {
    super(scope, id);
    const text = readDefinition(props.file);
    const used = placeholders(text).map((name) => [name, functionFor(name, props)] as const);
    const machineName = `smart-upsell-${props.app.settings.stage}-${props.name}`;
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: machineName,
      definitionBody: DefinitionBody.fromFile(props.file),
      definitionSubstitutions: Object.fromEntries(used.map(([name, fn]) => [name, fn.functionArn])),
      role: this.addRole(used.map(([, fn]) => fn)),
      tracingEnabled: true,
      logs: { destination: this.addLogGroup(props), level: LogLevel.ALL, includeExecutionData: false },
    });
    if (text.includes('"DISTRIBUTED"')) this.allowChildExecutions(machineName);
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::*]':
        'Log delivery and X-Ray have no resources to name; nothing else is granted on *.',
    });
  }

  private addRole(functions: IFunction[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: functions.map(({ functionArn }) => functionArn),
      }),
    );
    return role;
  }

  private addLogGroup({ app, name }: MachineFromFileProps): LogGroup {
    return new LogGroup(this, 'Logs', {
      // Step Functions asks for this prefix: policies of log delivery are limited in size.
      logGroupName: `/aws/vendedlogs/states/smart-upsell-${app.settings.stage}-${name}`,
      retention: app.settings.logRetentionDays,
      removalPolicy: app.settings.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** A distributed map runs its items as executions of the machine itself. */
  private allowChildExecutions(machineName: string) {
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const policy = new Policy(this, 'ChildExecutions', {
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn('stateMachine', machineName)] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: [arn('execution', `${machineName}:*`)],
        }),
      ],
    });
    policy.attachToRole(this.machine.role);
    acknowledgeWildcards(policy, { ':*': 'Executions of this one machine get their names when they start.' });
  }
}

const readDefinition = (file: string): string => {
  if (!existsSync(file)) throw new Error(`The state machine ${file} does not exist.`);
  return readFileSync(file, 'utf8');
};

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name))].sort();

const functionFor = (name: string, { functions, file }: MachineFromFileProps): IFunction => {
  const found = functions.get(name);
  if (found) return found;
  throw new Error(`${file} names \${${name}}, which is none of: ${[...functions.keys()].join(', ')}.`);
};
