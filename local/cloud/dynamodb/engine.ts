import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type DynamoDbEngine = { readonly url: string; close(): Promise<void> };

/**
 * A DynamoDB to talk to: the one at AWS_ENDPOINT_URL_DYNAMODB when that is set, else the dynoxide binary as a child
 * process, in memory or in a file.
 * @throws with advice when this platform has neither.
 */
export const startDynamoDb = async (databaseFile: string | undefined): Promise<DynamoDbEngine> => {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (given !== undefined && given !== '') return { url: given, close: async () => {} };
  const port = await freePort();
  const file = databaseFile === undefined ? [] : ['--db-path', databaseFile];
  const child = spawnWatched([dynoxideBinary(), 'serve', '--port', String(port), ...file]);
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(url, child);
  return { url, close: () => endWatched(child) };
};

const dynoxideBinary = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed for this platform: advise below.
  }
  throw new Error(
    `No DynamoDB for ${process.platform}-${process.arch}. Either install ${name}, or start DynamoDB Local ` +
      '(java -jar DynamoDBLocal.jar -inMemory -sharedDb) and set AWS_ENDPOINT_URL_DYNAMODB to its address.',
  );
};

/**
 * A child that cannot outlive us, not even our SIGKILL: a shell waits on a pipe that only we hold and ends the child
 * when the pipe closes. Its own process group keeps the terminal's Ctrl-C away from it.
 */
const watchdog = `"$@" & child=$!; read -r _; kill "$child" 2>/dev/null; wait "$child"`;

const spawnWatched = (command: string[]): ChildProcess =>
  spawn('/bin/sh', ['-c', watchdog, 'sh', ...command], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });

const endWatched = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
};

const untilAnswering = async (url: string, child: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 500; attempt++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (child.exitCode !== null) break;
    await sleep(10);
  }
  await endWatched(child);
  throw new Error(`DynamoDB does not answer at ${url}.`);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
