import { parseArgs } from 'node:util';
import { startLocalCloud } from '#local/cloud/start-local-cloud';

const { values } = parseArgs({
  options: {
    assembly: { type: 'string', default: 'cdk.out' },
    data: { type: 'string' },
    port: { type: 'string', default: '4300' },
    verbose: { type: 'boolean', default: false },
  },
});

const startedAt = performance.now();
const cloud = await startLocalCloud({
  assemblyDir: values.assembly,
  dataDir: values.data,
  port: Number(values.port),
  users: [{ sub: 'demo', email: 'demo@example.com', name: 'Demo Merchant', password: 'demo' }],
  log: values.verbose ? console.error : undefined,
});
console.log(`Web      ${cloud.webUrl}
API      ${cloud.apiUrl}
Sign-in  ${cloud.issuer}   demo@example.com / demo
AWS      ${cloud.endpoints.dynamodb}
Ready in ${Math.round(performance.now() - startedAt)} ms. Ctrl-C ends it.`);

const end = () => cloud.close().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
