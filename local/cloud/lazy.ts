/** Starts something when it is first wanted, once. */
export type Lazy<T> = { get(): Promise<T>; ifStarted(): Promise<T> | undefined };

export const lazy = <T>(start: () => Promise<T>): Lazy<T> => {
  let started: Promise<T> | undefined;
  return {
    get: () => {
      started ??= start();
      return started;
    },
    ifStarted: () => started,
  };
};
