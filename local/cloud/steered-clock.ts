/**
 * A clock that can be set forward: what a process and the threads of its functions call now is the machine's time plus an
 * offset in shared memory. `Date` itself is steered, so that handlers, packages and the cloud's own services agree without
 * knowing of it. Timers keep the machine's time.
 */
export interface SteeredClock {
  /** For `steerDate` in other threads. */
  readonly memory: SharedArrayBuffer;
  /** Makes it that moment, ISO-8601 UTC. @throws Error when it has passed already */
  set(instant: string): void;
}

/** Steers `Date` of this thread by the offset in `memory`, for good. */
export const steerDate = (memory: SharedArrayBuffer): void => {
  const machineDate = Date;
  const offsetMs = new BigInt64Array(memory);
  const now = (): number => machineDate.now() + Number(Atomics.load(offsetMs, 0));
  // A proxy and no subclass: dates that native code makes are still instances of `Date`.
  globalThis.Date = new Proxy(machineDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new machineDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
};

/** Steers `Date` of this process, for good. `startsAt` may lie in the past. */
export const startSteeredClock = (startsAt: string): SteeredClock => {
  const memory = new SharedArrayBuffer(8);
  const offsetMs = new BigInt64Array(memory);
  Atomics.store(offsetMs, 0, BigInt(Date.parse(startsAt) - Date.now()));
  steerDate(memory);
  return {
    memory,
    set: (instant) => {
      const aheadMs = Date.parse(instant) - Date.now();
      if (!(aheadMs >= 0)) throw new Error(`The clock cannot be set to ${instant}: it is ${new Date().toISOString()}`);
      Atomics.add(offsetMs, 0, BigInt(aheadMs));
    },
  };
};
