import { makeAttributionStore } from '#adapters/dynamodb/attribution-store';
import { makeCachedExperimentReader } from '#adapters/dynamodb/cached-experiment-reader';
import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makeExperimentOutcomeStore } from '#adapters/dynamodb/experiment-outcome-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOfferEventStore } from '#adapters/dynamodb/offer-event-store';
import { makeQuarantineStore } from '#adapters/dynamodb/quarantine-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { makeCostsOf } from '#adapters/dynamodb/unit-costs';
import type { ShopEvent } from '#core/events/shop-event';
import { seededRandom } from '#core/random/seeded-random';
import { makeHandler } from '#lambdas/streams/aggregate-events';
import type { ConsumerLoad } from '#test/support/busy-shops';
import { endpointFakes, testCompanyId, testNow } from '#test/support/endpoint-fakes';
import { kinesisEventOfShopEvents } from '#test/support/kinesis-event';
import { recordTableUse, type WriteTally } from '#test/support/recorded-table-use';

/** Records that the consumer gets at once, as the template says. */
const batchSize = 200;

/** What a thousand events of a shop are, as the demo's pages send them. */
const mix: readonly (readonly [ShopEvent['type'], number])[] = [
  ['product_view', 600],
  ['recommendation_impression', 350],
  ['recommendation_click', 36],
  ['recommendation_add_to_cart', 14],
];

/** Types in turn, spread evenly over a thousand. */
const types: readonly ShopEvent['type'][] = mix
  .flatMap(([type, count]) => Array.from({ length: count }, (_, index) => ({ type, at: (index + 0.5) / count })))
  .sort((a, b) => a.at - b.at || (a.type < b.type ? -1 : 1))
  .map(({ type }) => type);

const placements = ['hybrid', 'also-bought', 'you-might-like', 'frequently-viewed'] as const;
const relations = ['bought-together', 'also-bought', 'also-viewed', 'similar', 'popular'] as const;

/** What the token of a served item proves; lists of all kinds take turns. */
const servedFields = (index: number): Partial<ShopEvent> => ({
  recommendationId: `rec_${index % 50}`,
  placement: placements[index % placements.length]!,
  relation: relations[index % relations.length]!,
  modelVersion: '20261119-030000-k3j9x2',
  position: 0,
  propensity: 1,
});

/** Events of the load as they lie in the stream, a second apart for each batch. */
export const eventsOfLoad = (load: ConsumerLoad): ShopEvent[] => {
  const random = seededRandom('consumer load');
  const productOf = (): string => `p${Math.floor(random() ** 2 * load.products)}`;
  return Array.from({ length: load.events }, (_, index) => {
    const type = types[index % types.length]!;
    const session = index % load.sessions;
    const isSignedIn = session % Math.round(1 / load.signedIn) === 0;
    const at = new Date(Date.parse(testNow) + Math.floor(index / batchSize) * 1000).toISOString();
    return {
      eventId: `event-${index}`,
      companyId: load.companies === 1 ? testCompanyId : `shop-${index % load.companies}`,
      type,
      occurredAt: at,
      receivedAt: at,
      sessionId: `session-${session}`,
      ...(isSignedIn && { customerId: `customer-${session % load.customers}` }),
      productId: productOf(),
      ...(type === 'recommendation_impression' && { productIds: Array.from({ length: 6 }, productOf) }),
      ...(type !== 'product_view' && servedFields(index)),
    };
  });
};

/** What lies under a key, in words. */
const kinds: readonly { readonly name: string; readonly pk: RegExp; readonly sk: RegExp }[] = [
  { name: 'state of sessions', pk: /#S#/, sk: /^STATE$/ },
  { name: 'history of customers', pk: /#U#/, sk: /^HISTORY$/ },
  { name: 'touches of sessions and customers', pk: /#[SU]#/, sk: /^TOUCHES$/ },
  { name: 'daily counters', pk: /#COUNT#/, sk: /./ },
  { name: 'roll-ups', pk: /#ROLL_UP#/, sk: /./ },
  { name: 'live signals', pk: /#LIVE$/, sk: /./ },
  { name: 'activity of products', pk: /#ACTIVITY/, sk: /./ },
  { name: 'hold-out', pk: /#HOLD_OUT$/, sk: /./ },
];

export const kindOfItem = (pk: string, sk: string): string =>
  kinds.find((kind) => kind.pk.test(pk) && kind.sk.test(sk))?.name ?? `${pk} ${sk}`;

/** What a load takes of the table. */
export interface LoadCost {
  /** By kind of item. */
  readonly writes: ReadonlyMap<string, WriteTally>;
  readonly readUnits: number;
}

/** Runs the consumer over a load as the stream hands it over, one shard. */
export const costOfLoad = async (table: Table, load: ConsumerLoad): Promise<LoadCost> => {
  const fakes = endpointFakes();
  const handler = makeHandler({
    ...fakes,
    clock: () => testNow,
    erased: makeErasedPeople(table),
    attribution: makeAttributionStore(table, makeCostsOf(table)),
    shoppers: makeShopperStore(table),
    offers: makeOfferEventStore(table),
    experiments: makeCachedExperimentReader(makeExperimentStore(table)),
    outcomes: makeExperimentOutcomeStore(table),
    quarantine: makeQuarantineStore(table),
  });
  const recorder = recordTableUse(table);
  const events = eventsOfLoad(load);
  for (let start = 0; start < events.length; start += batchSize) {
    const { batchItemFailures } = await handler(kinesisEventOfShopEvents(events.slice(start, start + batchSize)));
    if (batchItemFailures.length > 0) throw new Error('The consumer failed');
  }
  return { writes: await recorder.tally(kindOfItem), readUnits: recorder.readUnits() };
};
