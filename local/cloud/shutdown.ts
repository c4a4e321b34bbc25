/** Things to end, in the reverse order of their start. */
export type Shutdown = {
  add(close: () => Promise<unknown> | unknown): void;
  /** Ends everything once, even if something fails to end. */
  run(): Promise<void>;
};

export const createShutdown = (log: (line: string) => void): Shutdown => {
  const steps: (() => Promise<unknown> | unknown)[] = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        log(`while closing: ${error}`);
      }
    }
  };
  return {
    add: (close) => {
      steps.push(close);
    },
    run: () => {
      running ??= runAll();
      return running;
    },
  };
};
