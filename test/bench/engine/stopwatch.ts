/** Seconds on the clock, and of processor time over all threads: what a busy machine lengthens least. */
export interface Lap {
  readonly wall: number;
  readonly cpu: number;
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Adds up the laps of each name. */
export class Stopwatch {
  readonly laps: Record<string, Lap> = {};

  async time<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const stop = this.start(name);
    const result = await work();
    stop();
    return result;
  }

  /** @returns what ends the lap. */
  start(name: string): () => void {
    const [wall, cpu] = [performance.now(), cpuSeconds()];
    return () => {
      const before = this.laps[name] ?? { wall: 0, cpu: 0 };
      this.laps[name] = {
        wall: before.wall + (performance.now() - wall) / 1000,
        cpu: before.cpu + cpuSeconds() - cpu,
      };
    };
  }
}

export const sumOf = (laps: Readonly<Record<string, Lap>>, names = Object.keys(laps)): Lap => ({
  wall: names.reduce((sum, name) => sum + (laps[name]?.wall ?? 0), 0),
  cpu: names.reduce((sum, name) => sum + (laps[name]?.cpu ?? 0), 0),
});
