import { randomUUID } from 'node:crypto';
import type { Functions } from '#local/cloud/functions/functions';
import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import type { Execution, StateChange } from '#local/cloud/local-cloud';
import type { ExecutionStore } from '#local/cloud/step-functions/execution-store';
import type { MachineDefinition } from '#local/cloud/step-functions/machine-definition';
import { type RunningExecution, runMachine } from '#local/cloud/step-functions/run-machine';
import type { Json } from '#local/cloud/template/json';

export type StateMachines = {
  /** By ARN, name or name prefix. @throws StateMachineDoesNotExist, ExecutionAlreadyExists */
  start(nameOrArn: string, input: Json, name?: string): Promise<Execution>;
  /** @throws ExecutionDoesNotExist */
  describe(executionArn: string): Execution;
  stop(executionArn: string, error?: string, cause?: string): Execution;
  wait(executionArn: string, onStateChange?: (change: StateChange) => void): Promise<Execution>;
  close(): Promise<void>;
};

type Options = {
  readonly machines: readonly MachineDefinition[];
  readonly functions: Functions;
  readonly permissions: PermissionCheck;
  readonly store: ExecutionStore;
  readonly now: () => Date;
};

export const createStateMachines = (options: Options): StateMachines => {
  const executions = new Executions(options);
  return {
    start: (nameOrArn, input, name) => executions.start(nameOrArn, input, name),
    describe: (executionArn) => executions.describe(executionArn),
    stop: (executionArn, error, cause) => executions.stop(executionArn, error, cause),
    wait: (executionArn, onStateChange) => executions.wait(executionArn, onStateChange),
    close: () => executions.close(),
  };
};

class Executions {
  private readonly options: Options;
  private readonly running = new Map<string, RunningExecution>();

  constructor(options: Options) {
    this.options = options;
  }

  async start(nameOrArn: string, input: Json, name: string = randomUUID()): Promise<Execution> {
    const { store, now } = this.options;
    const machine = this.machineOf(nameOrArn);
    const executionArn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const known = store.get(executionArn);
    if (known !== undefined) return sameRunning(known, input);
    const startedAt = now().toISOString();
    const execution: Execution = {
      executionArn,
      stateMachineArn: machine.arn,
      name,
      status: 'RUNNING',
      input,
      startedAt,
    };
    store.put(execution);
    const run = runMachine(machine, execution, this.options);
    this.running.set(executionArn, run);
    void run.end.then((end) => this.finish(executionArn, end));
    return execution;
  }

  describe(executionArn: string): Execution {
    const execution = this.options.store.get(executionArn);
    if (execution === undefined) throw new AwsError('ExecutionDoesNotExist', `No execution ${executionArn}`, 400);
    return execution;
  }

  stop(executionArn: string, error?: string, cause?: string): Execution {
    const run = this.running.get(executionArn);
    this.finish(executionArn, { status: 'ABORTED', error, cause });
    run?.abort();
    return this.describe(executionArn);
  }

  async wait(executionArn: string, onStateChange?: (change: StateChange) => void): Promise<Execution> {
    const run = this.running.get(executionArn);
    if (run !== undefined && onStateChange !== undefined) run.listen(onStateChange);
    await run?.end;
    return this.describe(executionArn);
  }

  /** Ends what runs; a run that cannot be stopped at once is not waited for. */
  async close(): Promise<void> {
    for (const run of this.running.values()) run.abort();
  }

  private machineOf(nameOrArn: string): MachineDefinition {
    const { machines } = this.options;
    const found =
      machines.find(({ arn, name }) => arn === nameOrArn || name === nameOrArn) ??
      machines.find(({ name }) => name.includes(nameOrArn));
    if (found === undefined) throw new AwsError('StateMachineDoesNotExist', `No state machine "${nameOrArn}"`, 400);
    return found;
  }

  private finish(executionArn: string, end: Partial<Execution>): void {
    const { store, now } = this.options;
    const execution = this.describe(executionArn);
    this.running.delete(executionArn);
    if (execution.status === 'RUNNING') store.put({ ...execution, ...end, stoppedAt: now().toISOString() });
  }
}

/** AWS takes a repeated start of a running execution with the same input for the same one, and refuses any other. */
const sameRunning = (known: Execution, input: Json): Execution => {
  if (known.status === 'RUNNING' && JSON.stringify(known.input) === JSON.stringify(input)) return known;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${known.executionArn}'`, 400);
};
