import type { StateChange } from '#local/cloud/local-cloud';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

let fixture: ReturnType<typeof synthesizeFixtureApp>;
let cloud: LocalCloudProcess;

beforeAll(async () => {
  fixture = synthesizeFixtureApp();
  cloud = await startLocalCloudProcess({ assemblyDir: fixture.assemblyDir });
}, 60_000);

afterAll(async () => {
  await cloud.close();
});

const run = async (items: string[], onStateChange?: (change: StateChange) => void) => {
  const { executionArn } = await cloud.startExecution('Nightly', { items });
  return cloud.waitForExecution(executionArn, onStateChange);
};
const startFromHandler = async (name: string, items: string[]) => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name, input: { items } });
  const response = await fetch(`${cloud.apiUrl}/api/do/run`, { method: 'POST', headers, body });
  return (await response.json()) as { executionArn: string; name?: string };
};

describe('a state machine', () => {
  it('runs its functions through Map and Parallel to its output', async () => {
    const execution = await run(['a', 'b']);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: ['left', ['done a', 'done b']] });
  });

  it('retries by error name and tells each change of state', async () => {
    const changes: StateChange[] = [];
    const execution = await run(['flaky'], (change) => changes.push(change));
    expect(execution.status).toBe('SUCCEEDED');
    const prepare = changes.filter(({ state }) => state === 'Prepare').map(({ kind, error }) => error ?? kind);
    expect(prepare.filter((step) => step === 'retried')).toHaveLength(2);
    expect(prepare).toContain('Flaky');
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'succeeded', state: 'Work', index: 0 }));
  });

  it('catches what no retry helps and fails with its own error', async () => {
    const execution = await run(['broken']);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Reported', cause: 'Prepare failed' });
  });
});

describe('StartExecution from a handler', () => {
  it('gives the same execution for the same name and input while it runs', async () => {
    const first = await startFromHandler('same', ['slow']);
    expect(await startFromHandler('same', ['slow'])).toEqual(first);
  });

  it('refuses a name that was used for another input or has ended', async () => {
    const { executionArn } = await startFromHandler('ended', ['a']);
    expect(await startFromHandler('ended', ['b'])).toEqual({ name: 'ExecutionAlreadyExists' });
    await cloud.waitForExecution(executionArn);
    expect(await startFromHandler('ended', ['a'])).toEqual({ name: 'ExecutionAlreadyExists' });
  });
});

describe('a schedule', () => {
  it('starts its target with its input when triggered', async () => {
    const [started] = (await cloud.triggerSchedule('EveryNight')) as { executionArn: string }[];
    const execution = await cloud.waitForExecution(started?.executionArn ?? '');
    expect(execution).toMatchObject({ status: 'SUCCEEDED', input: { items: ['scheduled'] } });
  });

  it('that does not exist is an error', async () => {
    await expect(cloud.triggerSchedule('Never')).rejects.toThrow('The template has no schedule "Never".');
  });
});
