import type { RunRequest } from '#core/ports/run-starter';
import { makeHandler } from '#lambdas/pipeline/start-nightly-runs';
import { endpointFakes } from '#test/support/endpoint-fakes';

const fakes = (zones: Record<string, string>, broken: readonly string[] = []) => {
  const state = { now: '2026-11-20T00:00:00.000Z' };
  const names = new Set<string>();
  async function* companies() {
    for (const [companyId, timeZone] of Object.entries(zones)) yield { companyId, timeZone };
  }
  const start = async ({ companyId, runName }: RunRequest): Promise<boolean> => {
    if (broken.includes(companyId)) throw new Error('throttled');
    const name = `${companyId} ${runName}`;
    if (names.has(name)) return false;
    names.add(name);
    return true;
  };
  return { ...endpointFakes(), clock: () => state.now, companies, starter: { start }, trainingHour: 3, state, names };
};

/** Calls the starter every hour from `from` for some hours, as the schedule does. */
const everyHour = async (deps: ReturnType<typeof fakes>, from: string, hours: number) => {
  for (let hour = 0; hour < hours; hour += 1) {
    deps.state.now = new Date(Date.parse(from) + hour * 3_600_000 + 300_000).toISOString();
    await makeHandler(deps)();
  }
};

describe('nightly starter', () => {
  it('starts each store by its own clock', async () => {
    const deps = fakes({ berlin: 'Europe/Berlin', york: 'America/New_York', kathmandu: 'Asia/Kathmandu' });
    deps.state.now = '2026-11-20T02:05:00.000Z';
    expect(await makeHandler(deps)()).toEqual({ started: 3, alreadyStarted: 0, failed: 0 });
    expect([...deps.names]).toEqual(['berlin 2026-11-20', 'york 2026-11-19', 'kathmandu 2026-11-20']);
  });

  it('waits for the training hour', async () => {
    const deps = fakes({ berlin: 'Europe/Berlin' });
    deps.state.now = '2026-11-20T01:59:00.000Z';
    expect(await makeHandler(deps)()).toEqual({ started: 0, alreadyStarted: 0, failed: 0 });
    expect(deps.metricSums).toEqual({ NightlyRunsStarted: 0 });
  });

  it('trains a night once, however often the schedule fires', async () => {
    const deps = fakes({ berlin: 'Europe/Berlin' });
    await everyHour(deps, '2026-11-20T00:00:00.000Z', 24 * 3);
    expect(deps.names.size).toBe(3);
    expect(deps.metricSums).toEqual({ NightlyRunsStarted: 3 });
  });

  it.each([
    ['the hour that spring skips', 'Europe/Helsinki', '2026-03-28T22:00:00.000Z', '2026-03-29'],
    ['the hour that autumn repeats', 'Europe/Helsinki', '2026-10-24T21:00:00.000Z', '2026-10-25'],
    ['a zone that skips midnight', 'America/Santiago', '2026-09-06T03:00:00.000Z', '2026-09-06'],
  ])('trains exactly once in a day with %s', async (_, zone, from, date) => {
    const deps = fakes({ shop: zone });
    await everyHour(deps, from, 23);
    expect([...deps.names].filter((name) => name === `shop ${date}`)).toHaveLength(1);
    expect(deps.metricSums.NightlyRunsStarted).toBe(deps.names.size);
  });

  it('still starts a night when the schedule was silent at the training hour', async () => {
    const deps = fakes({ berlin: 'Europe/Berlin' });
    deps.state.now = '2026-11-20T09:05:00.000Z';
    expect(await makeHandler(deps)()).toMatchObject({ started: 1 });
  });

  it.each([
    ['a start that fails', { bad: 'Europe/Berlin', good: 'Europe/Berlin' }, ['bad']],
    ['a zone that does not exist', { bad: 'Mars/Olympus', good: 'Europe/Berlin' }, []],
  ])('goes on after %s', async (_, zones, broken) => {
    const deps = fakes(zones, broken);
    deps.state.now = '2026-11-20T03:05:00.000Z';
    expect(await makeHandler(deps)()).toEqual({ started: 1, alreadyStarted: 0, failed: 1 });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ level: 'error', code: 'nightly_run_not_started' }));
  });
});
