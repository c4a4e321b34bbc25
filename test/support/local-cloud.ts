import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CloudValues, ControlMethod, ControlOptions, ControlReply } from '#local/cloud/control-channel';
import type { LocalCloud, StateChange } from '#local/cloud/local-cloud';

type Remote<F> = F extends (...args: infer Args) => infer Result ? (...args: Args) => Promise<Awaited<Result>> : never;

/** The local cloud in a process of its own: the functions of `LocalCloud`, all of them asynchronous. */
export type LocalCloudProcess = CloudValues & { [K in ControlMethod]: Remote<LocalCloud[K]> } & {
  readonly pid: number | undefined;
  /** What the cloud and its functions logged so far. */
  logs(): string[];
  /** Ends the process as a power cut would (SIGKILL). */
  kill(): Promise<void>;
};

type Pending = {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly onChange?: (change: StateChange) => void;
};

const projectRoot = join(__dirname, '..', '..');
const startTimeoutMs = 20_000;
const maxLogLines = 5000;
const methods: readonly ControlMethod[] = [
  'resourceId',
  'addUser',
  'issueToken',
  'invoke',
  'startExecution',
  'waitForExecution',
  'triggerSchedule',
  'drainStreams',
  'sweepExpiredItems',
  'readQueue',
  'stats',
  'functionLogs',
  'setClock',
  'bedrockStats',
  'setBedrockMode',
];

/** Starts the local cloud in a child process, since its packages are ES modules and Jest runs CommonJS. */
export const startLocalCloudProcess = async (options: ControlOptions): Promise<LocalCloudProcess> => {
  const entry = join(projectRoot, 'local/cloud/control-main.ts');
  const child = fork(entry, [JSON.stringify(options)], {
    cwd: projectRoot,
    execArgv: [],
    serialization: 'advanced',
    silent: true,
  });
  const lines = collectLines(child);
  const pending = new Map<number, Pending>();
  const values = await untilReady(child, pending, lines);
  const call = callThrough(child, pending);
  const functions = methods.map((method) => [method, (...args: unknown[]) => call(method, args)]);
  return {
    ...values,
    ...Object.fromEntries(functions),
    pid: child.pid,
    logs: () => [...lines],
    kill: () => end(child, () => child.kill('SIGKILL')),
    close: () => end(child, () => child.disconnect()),
  } as LocalCloudProcess;
};

const collectLines = (child: ChildProcess): string[] => {
  const lines: string[] = [];
  const add = (text: string) => {
    lines.push(...text.split('\n').filter((line) => line !== ''));
    lines.splice(0, Math.max(0, lines.length - maxLogLines));
  };
  child.stdout?.setEncoding('utf8').on('data', add);
  child.stderr?.setEncoding('utf8').on('data', add);
  return lines;
};

const untilReady = (child: ChildProcess, pending: Map<number, Pending>, lines: string[]): Promise<CloudValues> =>
  new Promise((resolve, reject) => {
    const failed = (reason: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${reason}\n${lines.slice(-20).join('\n')}`));
    };
    const timer = setTimeout(() => failed('The local cloud does not start.'), startTimeoutMs);
    child.on('message', (reply: ControlReply) => {
      if (reply.kind === 'ready') resolve(reply.values);
      else if (reply.kind === 'error' && reply.id === undefined) failed(reply.message);
      else settle(reply, pending);
      clearTimeout(timer);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      failed(`The local cloud ended with code ${code}.`);
      for (const { reject: refuse } of pending.values()) refuse(new Error('The local cloud has ended.'));
      pending.clear();
    });
  });

const settle = (reply: ControlReply, pending: Map<number, Pending>): void => {
  if (reply.kind === 'ready' || reply.id === undefined) return;
  const waiting = pending.get(reply.id);
  if (reply.kind === 'change') {
    waiting?.onChange?.(reply.change as StateChange);
    return;
  }
  pending.delete(reply.id);
  if (reply.kind === 'result') waiting?.resolve(reply.result as never);
  else waiting?.reject(Object.assign(new Error(reply.message), { name: reply.name }));
};

const callThrough = (child: ChildProcess, pending: Map<number, Pending>) => {
  let lastId = 0;
  return (method: ControlMethod, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const onChange = args.find((arg): arg is (change: StateChange) => void => typeof arg === 'function');
      pending.set(id, { resolve, reject, onChange });
      child.send({ id, method, args: args.filter((arg) => typeof arg !== 'function') }, (error) => {
        if (error === null) return;
        pending.delete(id);
        reject(error);
      });
    });
};

const end = async (child: ChildProcess, how: () => void): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  how();
  await ended;
};
