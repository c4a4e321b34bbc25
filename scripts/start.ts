import { parseArgs } from 'node:util';
import { demoUser } from '#local/cloud/demo-user';
import { type Demo, startDemo } from '#local/demo/start-demo';
import { buildLocal, localAssemblyDir } from '#scripts/build-local';

const usage = `Builds everything, opens a demo store on this machine and serves it until Ctrl-C.

  npm start -- [options]

  --data DIR               keep the state in this folder; without it all is in memory
  --port 4300              port of the admin app; the API, sign-in and AWS services take the next three
  --storefront-port 4310   port of the demo storefront
  --no-build               serve what was built before
  --json                   print the addresses as one line of JSON, for programs
`;

const fail = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
};

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '4300' },
        'storefront-port': { type: 'string', default: '4310' },
        'no-build': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${usage}`);
  }
};

const { values } = readOptions();
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const startedAt = performance.now();
const report = (line: string): void => {
  if (!values.json) console.log(line);
};

const start = async (): Promise<Demo> => {
  buildLocal({ reuse: values['no-build'], report });
  return startDemo({
    assemblyDir: localAssemblyDir,
    dataDir: values.data,
    port: Number(values.port),
    storefrontPort: Number(values['storefront-port']),
    report,
  });
};

const demo = await start().catch(fail);
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
              ${storefront.url}/cart      offers for what you put into it
  Admin       ${cloud.webUrl}      sign in as ${demoUser.email} with the password ${demoUser.password}
              /momentum/recommendations, /momentum/upsell, /momentum/prices, /momentum/models
  API         ${cloud.apiUrl}
              curl "${recommendations}"

  Ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C ends it.`);
}

const end = (): void => void demo.close().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
