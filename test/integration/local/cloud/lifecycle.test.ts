import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloudProcess, startLocalCloudProcess } from '#test/support/local-cloud';
import { seenNumbers, synthesizeFixtureApp } from '#test/support/local-cloud-fixture';

let fixture: ReturnType<typeof synthesizeFixtureApp>;
let folder: string;
let cloud: LocalCloudProcess | undefined;

beforeAll(() => {
  fixture = synthesizeFixtureApp();
}, 60_000);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-cloud-test-'));
});

afterEach(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (dataDir?: string) => {
  cloud = await startLocalCloudProcess({
    assemblyDir: fixture.assemblyDir,
    dataDir,
    users: [{ sub: 'u', email: 'u@example.com', name: 'U', password: 'p' }],
  });
  return cloud;
};
const act = (of: LocalCloudProcess, action: string, body: unknown) =>
  fetch(`${of.apiUrl}/api/do/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const isAnswering = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );
const foldersOf = ({ pid }: LocalCloudProcess) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`local-cloud-${pid}-`));
/** The database processes that work in this test's folder. */
const databaseProcesses = () => {
  const list = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.includes('dynoxide serve') && line.includes(folder));
};

describe('killing it (SIGKILL) with a data folder and starting again', () => {
  it('loses no acknowledged record or row, and goes on where it was', async () => {
    const first = await start(folder);
    const acknowledged: number[] = [];
    const producing = (async () => {
      for (let number = 0; number < 400; number++) {
        const response = await act(first, 'kinesis', { records: [{ key: 'k', data: { number } }] });
        if (response.status === 202) acknowledged.push(number);
      }
    })().catch(() => {});
    expect((await act(first, 'put', { id: 'row', value: 'kept' })).status).toBe(201);
    while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.kill();
    await producing;

    const second = await start(folder);
    await second.drainStreams();
    const numbers = await seenNumbers(second, 'k');
    expect([...new Set(numbers)].filter((number) => acknowledged.includes(number))).toEqual(acknowledged);
    expect(await (await act(second, 'get', { id: 'row' })).json()).toMatchObject({ value: { S: 'kept' } });
    const batchSize = 10;
    expect(numbers.length - new Set(numbers).size).toBeLessThanOrEqual(batchSize);
  }, 30_000);

  it('shows the executions that ran then as aborted', async () => {
    const first = await start(folder);
    const { executionArn } = await first.startExecution('Nightly', { items: ['slow'] });
    await first.kill();
    const second = await start(folder);
    expect(await second.waitForExecution(executionArn)).toMatchObject({ status: 'ABORTED' });
  }, 30_000);

  it('leaves no database process', async () => {
    const first = await start(folder);
    expect(databaseProcesses().length).toBeGreaterThan(0);
    await first.kill();
    for (let attempt = 0; attempt < 50 && databaseProcesses().length > 0; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(databaseProcesses()).toEqual([]);
  }, 30_000);
});

describe('closing it', () => {
  it('leaves no port, no process and no file outside the data folder', async () => {
    const running = await start(folder);
    await act(running, 'put', { id: 'a', value: 'b' });
    await running.close();
    const doors = [running.webUrl, running.apiUrl, running.issuer, running.endpoints.s3];
    expect(await Promise.all(doors.map(isAnswering))).toEqual([false, false, false, false]);
    expect(databaseProcesses()).toEqual([]);
    expect(foldersOf(running)).toEqual([]);
  }, 30_000);

  it('of one that was killed is done by the next', async () => {
    const first = await start();
    expect(foldersOf(first)).toHaveLength(1);
    await first.kill();
    await start();
    expect(foldersOf(first)).toEqual([]);
  }, 30_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'happens on %s',
    async (signal) => {
      const args = ['local/cloud/main.ts', '--assembly', fixture.assemblyDir, '--port', '0', '--data', folder];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const [printed] = (await once(child.stdout, 'data')) as [Buffer];
      const webUrl = /http:\S+/.exec(printed.toString())?.[0] ?? '';
      expect(await isAnswering(webUrl)).toBe(true);
      const ended = once(child, 'exit');
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(await isAnswering(webUrl)).toBe(false);
      expect(databaseProcesses()).toEqual([]);
    },
    30_000,
  );

  it('does not wait for a function that runs', async () => {
    const running = await start();
    const pending = act(running, 'sleep', { ms: 1900 }).catch(() => undefined);
    await running.close();
    expect(await pending).toBeUndefined();
  }, 30_000);
});

describe('starting it', () => {
  const startBroken = async (change: (template: string) => string) => {
    const assemblyDir = join(folder, 'assembly');
    cpSync(fixture.assemblyDir, assemblyDir, { recursive: true });
    const file = join(assemblyDir, 'FixtureApp.template.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return startLocalCloudProcess({ assemblyDir });
  };

  it('fails when API Gateway may not invoke a route’s function', async () => {
    const broken = startBroken((template) => template.replaceAll('apigateway.amazonaws.com', 'nobody.example'));
    await expect(broken).rejects.toThrow(/API Gateway has no permission to invoke FixtureApp-Echo/);
  }, 30_000);

  it('fails when a consumer may not read its stream', async () => {
    const broken = startBroken((template) => template.replaceAll('kinesis:GetRecords', 'kinesis:Nothing'));
    await expect(broken).rejects.toThrow(/its role lacks kinesis:GetRecords/);
  }, 30_000);

  it('fails when a template imports what no stack exports', async () => {
    const broken = startBroken((template) => template.replaceAll('ExportsOutputRefMain', 'ExportsOutputRefGone'));
    await expect(broken).rejects.toThrow(/which no stack of the assembly exports/);
  }, 30_000);

  it('says how to get an assembly when there is none', async () => {
    await expect(startLocalCloudProcess({ assemblyDir: folder })).rejects.toThrow('npm run synth');
  }, 30_000);
});
