import { rm } from 'node:fs/promises';
import { demoUser } from '#local/cloud/demo-user';
import { startDemo } from '#local/demo/start-demo';
import { synthesize } from '#scripts/synth';

/** The demo for `startDemoProcess`: says when it is ready, ends when its parent has gone. */
const assemblyDir = await synthesize({ stage: 'local', outputFolder: `dist/cdk.e2e-${process.pid}` });
const demo = await startDemo({
  assemblyDir,
  port: 0,
  storefrontPort: 0,
  orders: 600,
  sessions: 300,
  report: (line) => console.error(line),
});
const { cloud, storefront, companyId, ownerToken, catalog } = demo;

process.on('message', async () => {
  await cloud.drainStreams();
  process.send?.({ kind: 'drained' });
});
process.once('disconnect', async () => {
  await demo.close();
  await rm(assemblyDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({
  kind: 'ready',
  addresses: {
    webUrl: cloud.webUrl,
    apiUrl: cloud.apiUrl,
    storefrontUrl: storefront.url,
    companyId,
    email: demoUser.email,
    password: demoUser.password,
    ownerToken,
    productId: catalog[0]?.product.productId,
  },
});
