import { parseArgs } from 'node:util';
import { demoUser, startDemo } from '#local/demo/start-demo';
import { buildLocal, localAssemblyDir } from '#scripts/build-local';

const { values } = parseArgs({
  options: {
    /** Folder to keep state in; in memory when absent. */
    data: { type: 'string' },
    port: { type: 'string', default: '4300' },
    'storefront-port': { type: 'string', default: '4310' },
    /** Serve what was built before. */
    'no-build': { type: 'boolean', default: false },
    /** Print the addresses as one line of JSON, for programs that start the demo. */
    json: { type: 'boolean', default: false },
  },
});

const startedAt = performance.now();
const report = (line: string): void => {
  if (!values.json) console.log(line);
};

buildLocal({ reuse: values['no-build'], report });
const demo = await startDemo({
  assemblyDir: localAssemblyDir,
  dataDir: values.data,
  port: Number(values.port),
  storefrontPort: Number(values['storefront-port']),
  report,
});
const { cloud, storefront, companyId } = demo;
/** A page worth opening first: coffee beans go with much. */
const productId = 'oslo-coffee-beans';
const recommendations = `${cloud.apiUrl}/api/products/${productId}/recommendations?companyId=${companyId}`;

if (values.json) {
  console.log(
    JSON.stringify({
      storefront: storefront.url,
      admin: cloud.webUrl,
      api: cloud.apiUrl,
      companyId,
      productId,
      user: demoUser,
    }),
  );
} else {
  console.log(`
  Storefront  ${storefront.url}/products/${productId}
  Admin       ${cloud.webUrl}      sign in as ${demoUser.email} with the password ${demoUser.password}
  API         ${cloud.apiUrl}
              curl "${recommendations}"

  Ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C ends it.`);
}

const end = (): void => void demo.close().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
