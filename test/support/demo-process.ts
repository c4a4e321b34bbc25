import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureWebIsBuilt } from '#test/support/built-web';

export interface DemoAddresses {
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly storefrontUrl: string;
  readonly companyId: string;
  readonly email: string;
  readonly password: string;
  /** Bearer token of the store's owner. */
  readonly ownerToken: string;
  /** An id and title of the catalog whose product was bought often. */
  readonly productId: string;
}

export interface DemoProcess extends DemoAddresses {
  /** Waits until the events sent so far are counted and archived. */
  readonly drainStreams: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Message = { readonly kind: 'ready'; readonly addresses: DemoAddresses } | { readonly kind: 'drained' };

const until = <K extends Message['kind']>(child: ChildProcess, kind: K): Promise<Extract<Message, { kind: K }>> =>
  new Promise((resolve, reject) => {
    const output: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const failed = () => reject(new Error(`The demo ended: ${output.join('').slice(-4000)}`));
    child.once('exit', failed);
    child.on('message', (message: Message) => {
      if (message.kind !== kind) return;
      child.off('exit', failed);
      resolve(message as Extract<Message, { kind: K }>);
    });
  });

const close = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
};

/** Builds the web apps, synthesizes the app and starts the demo store of a few hundred orders in a child process. */
export const startDemoProcess = async (): Promise<DemoProcess> => {
  ensureWebIsBuilt('admin');
  ensureWebIsBuilt('widgets');
  const child = fork(join(__dirname, 'demo-main.ts'), { execArgv: [], silent: true });
  child.stdout?.resume();
  const { addresses } = await until(child, 'ready');
  return {
    ...addresses,
    drainStreams: async () => {
      const drained = until(child, 'drained');
      child.send('drain');
      await drained;
    },
    close: () => close(child),
  };
};
