import type { LocalCloud, LocalCloudOptions } from '#local/cloud/local-cloud';

type Methods = { [K in keyof LocalCloud]: LocalCloud[K] extends (...args: never[]) => unknown ? K : never };
export type ControlMethod = Methods[keyof LocalCloud];
/** The cloud's plain values: addresses, outputs, environment. */
export type CloudValues = Omit<LocalCloud, ControlMethod>;

/** Options that can go to another process. */
export type ControlOptions = Omit<LocalCloudOptions, 'log' | 'clock'>;

/** What a controlling process sends over the IPC channel. */
export type ControlRequest = { readonly id: number; readonly method: ControlMethod; readonly args: unknown[] };

/** What it gets back: `change` reports a state change of the execution that request `id` waits for. */
export type ControlReply =
  | { readonly kind: 'ready'; readonly values: CloudValues }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'change'; readonly id: number; readonly change: unknown }
  | { readonly kind: 'error'; readonly id?: number; readonly message: string; readonly name: string };

/** Resolves when the parent has the reply, or is gone. */
export const sendReply = (reply: ControlReply): Promise<void> =>
  new Promise((resolve) => {
    if (!process.connected || process.send === undefined) return resolve();
    process.send(reply, () => resolve());
  });

/** Lets the parent process call the cloud's functions; the cloud ends when the parent closes it or goes away. */
export const serveControl = (cloud: LocalCloud): void => {
  process.on('message', (request: ControlRequest) => {
    void answer(cloud, request);
  });
  process.once('disconnect', () => {
    void cloud.close().then(() => process.exit(0));
  });
  const values = Object.entries(cloud).filter(([, value]) => typeof value !== 'function');
  void sendReply({ kind: 'ready', values: Object.fromEntries(values) as CloudValues });
};

const answer = async (cloud: LocalCloud, { id, method, args }: ControlRequest): Promise<void> => {
  try {
    const call = cloud[method] as (...values: unknown[]) => unknown;
    const onStateChange = (change: unknown) => void sendReply({ kind: 'change', id, change });
    const values = method === 'waitForExecution' ? [args[0], onStateChange] : args;
    await sendReply({ kind: 'result', id, result: await call(...values) });
  } catch (error) {
    await sendReply({ kind: 'error', id, message: (error as Error).message, name: (error as Error).name });
  }
};
