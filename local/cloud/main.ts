import { parseArgs } from 'node:util';
import { demoUser } from '#local/cloud/demo-user';
import type { LocalCloud } from '#local/cloud/local-cloud';
import { startLocalCloud } from '#local/cloud/start-local-cloud';

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      assembly: { type: 'string', default: 'cdk.out' },
      data: { type: 'string' },
      port: { type: 'string', default: '4300' },
      verbose: { type: 'boolean', default: false },
    },
  });
  return values;
};

const endOnSignal = (cloud: LocalCloud) => {
  const end = () => cloud.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
};

const main = async () => {
  const { assembly, data, port, verbose } = readOptions();
  const startedAt = performance.now();
  const cloud = await startLocalCloud({
    assemblyDir: assembly,
    dataDir: data,
    port: Number(port),
    users: [demoUser],
    log: verbose ? (line) => console.error(line) : undefined,
  });
  endOnSignal(cloud);
  console.log(`Web      ${cloud.webUrl}
API      ${cloud.apiUrl}
Sign-in  ${cloud.issuer}   ${demoUser.email} / ${demoUser.password}
AWS      ${cloud.endpoints.dynamodb}
Ready in ${Math.round(performance.now() - startedAt)} ms. Ctrl-C ends it.`);
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
