import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { weekUser } from '#test/support/simulated-week/week-shop';
import { ensureAppIsSynthesized } from '#test/support/synthesized-app';

/** A local cloud that lives through a week and survives a crash. */
export interface WeekCloud {
  readonly dataDir: string;
  now(): LocalCloudProcess;
  /** Milliseconds by the cloud's clock, true to a few seconds. */
  nowMs(): number;
  setClock(ms: number): Promise<void>;
  /** A power cut, and a start some seconds later. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export const startWeekCloud = async (startMs: number): Promise<WeekCloud> => {
  const assemblyDir = await ensureAppIsSynthesized();
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-upsell-week-'));
  let setAt = { cloudMs: startMs, machineMs: Date.now() };
  const nowMs = (): number => setAt.cloudMs + Date.now() - setAt.machineMs;
  const start = (): Promise<LocalCloudProcess> => {
    const startsAt = new Date(nowMs()).toISOString();
    return startLocalCloudProcess({ assemblyDir, dataDir, startsAt, users: [weekUser] });
  };
  let cloud = await start();
  return {
    dataDir,
    now: () => cloud,
    nowMs,
    setClock: async (ms) => {
      await cloud.setClock(new Date(ms).toISOString());
      setAt = { cloudMs: ms, machineMs: Date.now() };
    },
    crash: async () => {
      await cloud.kill();
      cloud = await start();
    },
    close: async () => {
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
