import type { RunOptions, StateMachineDefinition } from 'aws-local-stepfunctions';
import type { Functions } from '#local/cloud/functions/functions';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import type { Execution, StateChange } from '#local/cloud/local-cloud';
import type { MachineDefinition } from '#local/cloud/step-functions/machine-definition';
import { createTaskHandler } from '#local/cloud/step-functions/task-handler';
import type { JsonObject } from '#local/cloud/template/json';

type End = Pick<Execution, 'status' | 'output' | 'error' | 'cause'>;
export type RunningExecution = {
  /** Never rejects. */
  readonly end: Promise<End>;
  /** The changes so far, then each as it comes. */
  listen(listener: (change: StateChange) => void): void;
  abort(): void;
};

type Dependencies = { readonly functions: Functions; readonly permissions: PermissionCheck };

/** Waiting seconds between retries, or minutes for a service that answers at once here, shows nothing on a laptop. */
const pauseMs = 100;

/** Runs a state machine with aws-local-stepfunctions, its Task states with the functions of the template. */
export const runMachine = (machine: MachineDefinition, execution: Execution, deps: Dependencies): RunningExecution => {
  const changes: StateChange[] = [];
  const listeners: ((change: StateChange) => void)[] = [];
  let isAborted = false;
  let abortRun: () => void = () => {};

  const run = async (): Promise<End> => {
    const { StateMachine } = await import('aws-local-stepfunctions');
    // The interpreter gets a copy that it may change.
    const definition: StateMachineDefinition = JSON.parse(JSON.stringify(machine.document));
    const interpreter = new StateMachine(definition, { validationOptions: { noValidate: true } });
    const started = interpreter.run(structuredClone(execution.input), runOptions(machine, execution, deps));
    abortRun = started.abort;
    if (isAborted) started.abort();
    const events = follow(started.eventLogs, changes, listeners);
    const output = await started.result;
    await events;
    return { status: 'SUCCEEDED', output };
  };

  return {
    end: run().catch(failureOf),
    listen: (listener) => {
      for (const change of changes) listener(change);
      listeners.push(listener);
    },
    abort: () => {
      isAborted = true;
      abortRun();
    },
  };
};

const runOptions = (machine: MachineDefinition, execution: Execution, deps: Dependencies): RunOptions => {
  const handlers = [...machine.tasks].map(([name, state]) => [name, createTaskHandler(machine, state, deps)]);
  const pauses = [...machine.retriers].map(([name, count]) => [name, new Array(count).fill(pauseMs)]);
  return {
    context: contextOf(machine, execution),
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      retryIntervalOverrides: Object.fromEntries(pauses),
      waitTimeOverrides: Object.fromEntries(machine.waits.map((name) => [name, pauseMs])),
    },
  };
};

const contextOf = (machine: MachineDefinition, execution: Execution): JsonObject => ({
  Execution: {
    Id: execution.executionArn,
    Name: execution.name,
    Input: execution.input,
    StartTime: execution.startedAt,
    RoleArn: machine.roleArn,
  },
  StateMachine: { Id: machine.arn, Name: machine.name },
});

type Events = AsyncIterable<{ type: string; index?: number; state?: { name: string; type: string }; Error?: string }>;

const kinds: Record<string, StateChange['kind']> = {
  StateEntered: 'entered',
  StateExited: 'succeeded',
  StateFailed: 'failed',
  StateRetried: 'retried',
  StateCaught: 'caught',
};

const follow = async (events: Events, changes: StateChange[], listeners: ((change: StateChange) => void)[]) => {
  for await (const event of events) {
    const kind = kinds[event.type];
    if (kind === undefined || event.state === undefined) continue;
    const { name, type } = event.state;
    const change: StateChange = { kind, state: name, stateType: type, index: event.index, error: event.Error };
    changes.push(change);
    for (const listener of listeners) listener(change);
  }
};

const failureOf = (error: Error): End => {
  if (error.name === 'ExecutionAbortedError') return { status: 'ABORTED' };
  if (error.name === 'ExecutionTimeoutError') return { status: 'TIMED_OUT', error: 'States.Timeout' };
  const reason = error.cause instanceof Error ? error.cause : error;
  return { status: 'FAILED', error: reason.name, cause: reason.message };
};
