import { figureValues } from '#core/cost/figures';
import { priceBookOf } from '#core/cost/price-book';
import { costLines, type ResourceUse } from '#core/cost/resource-use';
import { busyShop, type ConsumerLoad, manyShops } from '#test/support/busy-shops';
import type { LoadCost } from '#test/support/consumer-load';
import { startTestTable } from '#test/support/dynamodb';
import { testEnvironment } from '#test/support/test-environment';

interface Plan {
  readonly title: string;
  readonly load: ConsumerLoad;
  /** Events that a page sends together. */
  readonly eventsPerRequest: number;
  /** Shops of which a batch of the archive holds events: a file each. */
  readonly shopsPerArchiveBatch: number;
}

const eventsPerSecond = 10_000;
const aggregateBatch = 200;
const archiveBatch = 1_000;
/** Assumed, as nobody measured them on AWS yet: eight transactions of 25 sessions after each other, and one file. */
const aggregateSeconds = 0.3;
const archiveSeconds = 0.15;

const plans: readonly Plan[] = [
  { title: 'one busy shop', load: busyShop, eventsPerRequest: 5, shopsPerArchiveBatch: 1 },
  {
    title: 'many shops, one event of each in a batch',
    load: manyShops,
    eventsPerRequest: 5,
    shopsPerArchiveBatch: 200,
  },
];

/** What a second of the load takes. */
const useOf = ({ load, eventsPerRequest, shopsPerArchiveBatch }: Plan, cost: LoadCost): ResourceUse => {
  const figures = figureValues();
  const perSecond = eventsPerSecond / load.events;
  const requests = eventsPerSecond / eventsPerRequest;
  const [aggregates, archives] = [eventsPerSecond / aggregateBatch, eventsPerSecond / archiveBatch];
  const writeUnits = [...cost.writes.values()].reduce((sum, { units }) => sum + units, 0);
  const consumerSeconds = aggregates * aggregateSeconds + archives * archiveSeconds;
  return {
    edgeRequests: requests,
    apiRequests: requests,
    functionRequests: requests + aggregates + archives,
    functionGbSeconds:
      requests * (figures.eventMs / 1000) * figures.storefrontGb + consumerSeconds * figures.pipelineGb,
    tableWriteUnits: writeUnits * perSecond,
    tableReadUnits: cost.readUnits * perSecond,
    streamHours: 1 / 3_600,
    streamGbIn: (eventsPerSecond * 1_024) / 1_024 ** 3,
    streamGbOut: (2 * eventsPerSecond * figures.eventBytes) / 1_024 ** 3,
    objectWrites: archives * shopsPerArchiveBatch,
    logGb: (requests * figures.requestLogBytes) / 1_024 ** 3,
    traces: requests * figures.tracedShare,
  };
};

const perThousand = (amount: number, { events }: ConsumerLoad): string =>
  String(Math.round((amount / events) * 1_000)).padStart(6);

const printWrites = ({ load }: Plan, { writes }: LoadCost, print: (line: string) => void): void => {
  for (const [kind, tally] of writes) {
    const [count, units] = [perThousand(tally.writes, load), perThousand(tally.units, load)];
    print(`    ${kind.padEnd(36)} ${count} writes ${units} units for 1,000 events`);
  }
};

/** Prints what 10,000 events a second take and cost on demand, by what the consumer is measured to write (docs/scaling.md). */
export const printEventPlan = async (print: (line: string) => void): Promise<void> => {
  Object.assign(process.env, testEnvironment);
  // The consumer's module reads its environment when it is loaded.
  const { costOfLoad } = await import('#test/support/consumer-load');
  for (const plan of plans) {
    const started = await startTestTable();
    if (!started) return;
    const cost = await costOfLoad(started.table, plan.load);
    await started.close();
    const use = useOf(plan, cost);
    const lines = costLines(use, priceBookOf('us-east-1'));
    const hourly = lines.reduce((sum, { dollars }) => sum + dollars * 3_600, 0);
    print(`  ${plan.title}: ${hourly.toFixed(2)} dollars an hour, ${Math.round(hourly * 730)} a month`);
    printWrites(plan, cost, print);
    for (const { unit, amount, dollars } of lines) {
      print(
        `    ${unit.padEnd(18)} ${amount.toFixed(2).padStart(10)} /s  ${(dollars * 3_600).toFixed(2).padStart(8)} $/h`,
      );
    }
  }
};
