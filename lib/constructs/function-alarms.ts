import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AlarmTopics } from '#lib/constructs/alarm-topics';
import { AppAlarm } from '#lib/constructs/app-alarm';
import { pascalCase } from '#lib/constructs/pascal-case';

/** Functions of one family or kind of worker, as the alarms see them. */
export type WatchedGroup = { readonly name: string; readonly functions: readonly IFunction[] };

/** An alarm's expression may use ten metrics. */
const functionsPerAlarm = 10;
const period = Duration.minutes(5);

/** Crashes and throttles of the functions, one alarm for each group (several for groups of more than ten). */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, groups: readonly WatchedGroup[], { warning }: AlarmTopics) {
    super(scope, id);
    for (const group of groups) {
      for (const [part, functions] of chunks(group.functions).entries()) {
        const name = `${pascalCase(group.name)}${part === 0 ? '' : part + 1}`;
        new AppAlarm(this, `${name}Errors`, {
          metric: sumOf(functions, (fn) => fn.metricErrors({ period, statistic: Stats.SUM }), `${group.name} errors`),
          threshold: 3,
          comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          periods: 1,
          errorImpact: `Calls of ${group.name} functions end in an error that the function itself did not answer.`,
          thresholdReason: 'One crash may be a lost network connection; three in five minutes are a fault.',
          runbookAnchor: 'function-errors',
          topic: warning,
        });
        new AppAlarm(this, `${name}Throttles`, {
          metric: sumOf(
            functions,
            (fn) => fn.metricThrottles({ period, statistic: Stats.SUM }),
            `${group.name} throttles`,
          ),
          threshold: 1,
          comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          periods: 2,
          errorImpact: `Calls of ${group.name} functions are refused because the account has no concurrency left.`,
          thresholdReason: 'Throttling never happens below the account’s limit; two periods leave out single bursts.',
          runbookAnchor: 'function-throttles',
          topic: warning,
        });
      }
    }
  }
}

const chunks = (functions: readonly IFunction[]): IFunction[][] =>
  Array.from({ length: Math.ceil(functions.length / functionsPerAlarm) }, (_, index) =>
    functions.slice(index * functionsPerAlarm, (index + 1) * functionsPerAlarm),
  );

const sumOf = (
  functions: readonly IFunction[],
  metricOf: (fn: IFunction) => ReturnType<IFunction['metricErrors']>,
  label: string,
) =>
  new MathExpression({
    label,
    expression: 'SUM(METRICS())',
    usingMetrics: Object.fromEntries(functions.map((fn, index) => [`f${index}`, metricOf(fn)])),
    period,
  });
