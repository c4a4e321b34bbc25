import { startDemo } from '#local/demo/start-demo';
import { buildLocal, localAssemblyDir } from '#scripts/build-local';
import { benchColdImport } from '#test/bench/cold-import';
import { benchEvaluation } from '#test/bench/evaluate-offers';
import { printEventPlan } from '#test/bench/event-plan';
import { benchEvents } from '#test/bench/event-throughput';
import { benchHandler } from '#test/bench/handler-latency';
import { benchOfferHandler } from '#test/bench/offer-handler';
import { benchRanking } from '#test/bench/ranking';
import { benchThroughput } from '#test/bench/throughput';
import { benchTraining } from '#test/bench/training';

const print = (line: string): void => console.log(line);

print('Bench: all figures from this one run. Compare ratios, not machines.');
buildLocal({ reuse: process.argv.includes('--no-build'), report: print });

print('\nBundles, largest of each family');
benchColdImport(print);

print('\nTraining on Online Retail, one process');
benchTraining(print);

print('\nRanking one request in the core: 20 products of a visit, 50 candidates each, all filters');
benchRanking(print);

print('\nOffers for one cart in the core: conditions, prices, floors, precedence');
benchEvaluation(print);

print('\nThe plan for 10,000 events a second on AWS, by what the consumer takes of the table');
await printEventPlan(print);

const demo = await startDemo({ assemblyDir: localAssemblyDir, port: 0, storefrontPort: 0, report: () => undefined });
try {
  print('\nPOST /api/events through API, stream and consumers of the local cloud');
  await benchEvents(demo, 8, print);
  print('\nGET /api/products/{productId}/recommendations through the local cloud');
  await benchThroughput(demo, 16, 2, () => undefined);
  await benchThroughput(demo, 1, 5, print);
  await benchThroughput(demo, 16, 5, print);
  print('\nThe same, the handler alone; the table answers from memory');
  await benchHandler(demo, print);
  print('\nGET /api/upsell/cart/{cartId}, the handler alone: a cart of 5 products, the rules of the demo');
  await benchOfferHandler(demo, print);
} finally {
  await demo.close();
}
