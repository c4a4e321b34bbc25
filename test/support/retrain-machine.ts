import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { makeHandler as analyseStore } from '#lambdas/pipeline/analyse-store';
import { makeHandler as assembleRows } from '#lambdas/pipeline/assemble-rows';
import { makeHandler as buildInteractionLog } from '#lambdas/pipeline/build-interaction-log';
import { makeHandler as checkSqlQuery } from '#lambdas/pipeline/check-sql-query';
import { makeHandler as cleanVersions } from '#lambdas/pipeline/clean-versions';
import { makeHandler as convertPersonalize } from '#lambdas/pipeline/convert-personalize';
import { makeHandler as enrichForecasts } from '#lambdas/pipeline/enrich-forecasts';
import { makeHandler as enrichPairs } from '#lambdas/pipeline/enrich-pairs';
import { makeHandler as ensurePersonalize } from '#lambdas/pipeline/ensure-personalize';
import { makeHandler as evaluateModel } from '#lambdas/pipeline/evaluate-model';
import { makeHandler as exportPersonalize } from '#lambdas/pipeline/export-personalize';
import { makeHandler as forecastSubscriptions } from '#lambdas/pipeline/forecast-subscriptions';
import { makeHandler as holdModel } from '#lambdas/pipeline/hold-model';
import { makeHandler as loadSqlPopularity } from '#lambdas/pipeline/load-sql-popularity';
import { makeHandler as loadSqlRelation } from '#lambdas/pipeline/load-sql-relation';
import { makeHandler as measureStore } from '#lambdas/pipeline/measure-store';
import { makeHandler as partitionRecords } from '#lambdas/pipeline/partition-records';
import { makeHandler as prepareRun } from '#lambdas/pipeline/prepare-run';
import { makeHandler as prepareSql } from '#lambdas/pipeline/prepare-sql';
import { makeHandler as publishModel } from '#lambdas/pipeline/publish-model';
import { makeHandler as reconcileFigures } from '#lambdas/pipeline/reconcile-figures';
import { makeHandler as recordFailure } from '#lambdas/pipeline/record-failure';
import { makeHandler as removePersonalize } from '#lambdas/pipeline/remove-personalize';
import { makeHandler as reportRun } from '#lambdas/pipeline/report-run';
import { makeHandler as startSqlQuery } from '#lambdas/pipeline/start-sql-query';
import { makeHandler as trainPopularity } from '#lambdas/pipeline/train-popularity';
import { makeHandler as trainRelation } from '#lambdas/pipeline/train-relation';
import { makeHandler as tuneStore } from '#lambdas/pipeline/tune-store';
import { makeHandler as writePopularity } from '#lambdas/pipeline/write-popularity';
import { makeHandler as writeRows } from '#lambdas/pipeline/write-rows';
import type { PipelineFakes } from '#test/support/pipeline-fakes';

type Handler = (input: unknown) => Promise<unknown>;

/** One handler per file of `lambdas/pipeline` that the machine names. */
export const stepHandlers = (deps: PipelineFakes): Record<string, Handler> => ({
  'prepare-run': prepareRun(deps),
  'partition-records': partitionRecords(deps),
  'measure-store': measureStore(deps),
  'build-interaction-log': buildInteractionLog(deps),
  'forecast-subscriptions': forecastSubscriptions(deps),
  'enrich-forecasts': enrichForecasts(deps),
  'prepare-sql': prepareSql(deps),
  'start-sql-query': startSqlQuery(deps),
  'check-sql-query': checkSqlQuery(deps),
  'load-sql-relation': loadSqlRelation(deps),
  'load-sql-popularity': loadSqlPopularity(deps),
  'export-personalize': exportPersonalize(deps),
  'ensure-personalize': ensurePersonalize(deps),
  'convert-personalize': convertPersonalize(deps),
  'remove-personalize': removePersonalize(deps),
  'tune-store': tuneStore(deps),
  'train-relation': trainRelation(deps),
  'train-popularity': trainPopularity(deps),
  'evaluate-model': evaluateModel(deps),
  'assemble-rows': assembleRows(deps),
  'write-popularity': writePopularity(deps),
  'write-rows': writeRows(deps),
  'enrich-pairs': enrichPairs(deps),
  'publish-model': publishModel(deps),
  'hold-model': holdModel(deps),
  'clean-versions': cleanVersions(deps),
  'analyse-store': analyseStore(deps),
  'reconcile-figures': reconcileFigures(deps),
  'report-run': reportRun(deps),
  'record-failure': recordFailure(deps),
});

export interface AslState {
  readonly Type: string;
  readonly Resource?: string;
  readonly Retry?: readonly object[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Branches?: readonly AslMachine[];
  readonly ItemProcessor?: AslMachine;
}

export interface AslMachine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, AslState>>;
}

export const machineText = (): string => readFileSync(join(process.cwd(), 'stepfunctions/retrain.asl.json'), 'utf8');

/** The machine as it is deployed, with an ARN in the place of each function's name. */
export const deployedText = (): string =>
  machineText().replace(
    /\$\{([\w-]+)\}/g,
    (_, file: string) => `arn:aws:lambda:us-east-1:000000000000:function:${file}`,
  );

/** Every state of the machine and of what is nested in it. */
export const allStates = (machine: AslMachine): [string, AslState][] =>
  Object.entries(machine.States).flatMap(([name, state]) => [
    [name, state] as [string, AslState],
    ...(state.Branches ?? []).flatMap(allStates),
    ...(state.ItemProcessor ? allStates(state.ItemProcessor) : []),
  ]);

export const retrainMachine = (): AslMachine => JSON.parse(deployedText()) as AslMachine;

/** The file name in a Task's Resource. */
export const fileOf = ({ Resource = '' }: AslState): string => Resource.slice(Resource.lastIndexOf(':') + 1);

export interface RunOptions {
  readonly input?: object;
  /** Called before each Task's handler; what it throws is the state's failure. */
  readonly before?: (state: string, attempt: number) => void;
  /** Runs every handler twice, as a retry after a lost answer would. */
  readonly twice?: boolean;
}

export interface RunResult {
  readonly status: 'succeeded' | 'failed';
  readonly output?: unknown;
  readonly error?: unknown;
  /** Tasks in the order in which they began, repeats included. */
  readonly tasks: readonly string[];
}

const throughJson = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** Executes the real state machine with the real handlers over the given dependencies. */
export const runRetraining = async (deps: PipelineFakes, options: RunOptions = {}): Promise<RunResult> => {
  const machine = retrainMachine();
  const handlers = stepHandlers(deps);
  const tasks: string[] = [];
  const attempts: Record<string, number> = {};
  const taskStates = allStates(machine).filter(([, { Type }]) => Type === 'Task');
  const overrides = taskStates.map(([state, definition]) => {
    const handler = handlers[fileOf(definition)];
    if (!handler) throw new Error(`${state} names a function that does not exist`);
    const run = async (input: unknown): Promise<unknown> => {
      tasks.push(state);
      attempts[state] = (attempts[state] ?? 0) + 1;
      options.before?.(state, attempts[state]);
      if (options.twice) await handler(throughJson(input));
      return throughJson(await handler(throughJson(input)));
    };
    return [state, run] as const;
  });
  const input = { companyId: 'acme-shop', runName: '2026-11-20', force: false, reason: 'nightly', ...options.input };
  const execution = new StateMachine(machine as never, { validationOptions: { noValidate: true } }).run(input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(overrides) as never,
      retryIntervalOverrides: Object.fromEntries(taskStates.map(([state]) => [state, 0])),
      waitTimeOverrides: Object.fromEntries(allStates(machine).map(([state]) => [state, 0])),
    },
  });
  try {
    return { status: 'succeeded', output: await execution.result, tasks };
  } catch (error) {
    return { status: 'failed', error, tasks };
  }
};
