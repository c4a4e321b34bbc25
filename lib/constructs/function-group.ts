import { RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { AppContext } from '#lib/config/app-context';
import { acknowledge } from '#lib/constructs/acknowledge';
import { AppFunction, type EnvironmentOf } from '#lib/constructs/app-function';

export type FunctionGroupProps<Schema extends z.ZodObject> = {
  readonly app: AppContext;
  /** kebab-case; names the log group `/smart-upsell/<stage>/<name>`. */
  readonly name: string;
  readonly schema: Schema;
  readonly environment: EnvironmentOf<Schema>;
  readonly statements: readonly PolicyStatement[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
};

export type GroupFunctionProps = {
  readonly path: string;
  readonly description: string;
  readonly memoryMb?: number;
};

/** Functions that share a role, an environment and a log group, and so what a mistake in one of them can touch. */
export class FunctionGroup<Schema extends z.ZodObject> extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;
  readonly functions: AppFunction<Schema>[] = [];
  readonly name: string;
  private readonly props: FunctionGroupProps<Schema>;

  constructor(scope: Construct, id: string, props: FunctionGroupProps<Schema>) {
    super(scope, id);
    this.props = props;
    this.name = props.name;
    this.logGroup = this.addLogGroup();
    this.role = this.addRole();
  }

  addFunction(id: string, { path, description, memoryMb }: GroupFunctionProps): AppFunction<Schema> {
    const { app, schema, environment, timeoutSeconds } = this.props;
    const added = new AppFunction(this, id, {
      app,
      path,
      description,
      schema,
      environment,
      role: this.role,
      logGroup: this.logGroup,
      memoryMb: memoryMb ?? this.props.memoryMb,
      timeoutSeconds,
    });
    this.functions.push(added);
    return added;
  }

  private addLogGroup(): LogGroup {
    const { settings } = this.props.app;
    return new LogGroup(this, 'Logs', {
      logGroupName: `/smart-upsell/${settings.stage}/${this.props.name}`,
      retention: settings.logRetentionDays,
      removalPolicy: settings.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  private addRole(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What the ${this.props.name} functions may do`,
    });
    for (const statement of this.props.statements) role.addToPolicy(statement);
    this.logGroup.grantWrite(role);
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray takes trace segments without a resource; nothing else is granted on *.',
    });
    return role;
  }
}
