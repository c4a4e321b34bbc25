import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { makeProductActivityAggregate } from '#adapters/dynamodb/product-activity-aggregate';
import { makeProductActivityStore } from '#adapters/dynamodb/product-activity-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { countActivity } from '#core/activity/product-activity';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { mostSessionsTogether } from '#core/ports/shopper-store';
import { liveNow, liveNowMs, viewAt } from '#test/support/live-events';
import { withTable } from '#test/support/with-table';

const settings = { timeZone: 'UTC', attribution: defaultAttributionSettings, holdOut: defaultHoldOutSettings };
const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
const from = new Date(liveNowMs - 48 * 3_600_000).toISOString();
const to = new Date(liveNowMs + 3_600_000).toISOString();
let companies = 0;

const setUp = (table: Table, writing = table) => {
  const companyId = `activity-${++companies}`;
  const store = makeShopperStore(writing, [makeProductActivityAggregate(table.tableName)]);
  const apply = async (events: readonly ShopEvent[], counterShard = 0, now = liveNow): Promise<void> => {
    const bySession = [...Map.groupBy(events, ({ sessionId }) => sessionId)];
    for (let at = 0; at < bySession.length; at += mostSessionsTogether) {
      const sessions = bySession.slice(at, at + mostSessionsTogether).map(([sessionId, own]) => ({
        sessionId,
        events: own.map((one) => ({ ...one, companyId })),
      }));
      await store.apply({ companyId, sessions, counterShard, ...settings, now });
    }
  };
  const counted = (productId: string, start = from, end = to) =>
    makeProductActivityStore(table).ofProduct(companyId, productId, start, end);
  return { apply, counted };
};

const listAt = (sessionId: string, productIds: readonly string[], minutesAgo = 0): ShopEvent => ({
  ...viewAt(sessionId, 'page', minutesAgo),
  type: 'recommendation_impression',
  productIds,
});

const recount = (events: readonly ShopEvent[], productId: string) =>
  countActivity(events).filter((one) => one.productId === productId);

describe('product activity in the table', () => {
  const onTable = withTable();

  onTable('equals a recount, however the events are cut, repeated and spread over shards', async (table) => {
    const anEvent = fc
      .record({ session: fc.nat(5), product: fc.nat(3), ago: fc.nat(600), isList: fc.boolean(), isBot: fc.boolean() })
      .map(({ session, product, ago, isList, isBot }) => {
        const event = isList
          ? listAt(`s${session}`, ['p0', `p${product}`], ago)
          : viewAt(`s${session}`, `p${product}`, ago);
        return isBot ? { ...event, isBot } : event;
      });
    const batches = fc.array(fc.array(anEvent, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (deliveries) => {
        const { apply, counted } = setUp(table);
        for (const [at, events] of deliveries.entries()) await apply(events, at % 3);
        await apply(deliveries.flat(), 0);
        for (const product of ['p0', 'p1']) expect(await counted(product)).toEqual(recount(deliveries.flat(), product));
      }),
      { numRuns: 8 },
    );
  });

  onTable('keeps every count when what is open is sealed by size, and by age', async (table) => {
    const { apply, counted } = setUp(table);
    const wide = range(3_000).map((at) => viewAt(`s${at % 60}`, `product-${(at * 7919) % 2_900}`, at % 120));
    for (const part of range(6)) await apply(wide.slice(part * 500, (part + 1) * 500));
    const later = new Date(liveNowMs + 30 * 3_600_000).toISOString();
    const late = { ...viewAt('late', 'product-7919'), receivedAt: later };
    await apply([late], 0, later);
    for (const id of ['product-0', 'product-7', 'product-2112']) expect(await counted(id)).toEqual(recount(wide, id));
    const end = new Date(Date.parse(later) + 3_600_000).toISOString();
    expect(await counted('product-7919', later, end)).toEqual(recount([late], 'product-7919'));
  });

  onTable('tells only of the hours of the window', async (table) => {
    const { apply, counted } = setUp(table);
    await apply([viewAt('s1', 'p1', 0), viewAt('s2', 'p1', 61), viewAt('s3', 'p1', 181)]);
    const hours = await counted('p1', '2026-11-20T10:00:00.000Z', '2026-11-20T12:00:00.000Z');
    expect(hours.map(({ views }) => views)).toEqual([1]);
  });

  onTable('costs less than 60 writes per 1,000 views and as many lists of eight', async (table) => {
    let writes = 0;
    const counting = {
      ...table,
      client: {
        send: (command: unknown) => {
          if (command instanceof TransactWriteCommand) {
            const puts = (command.input.TransactItems ?? []).map(({ Put }) => String(Put?.Item?.pk));
            writes += puts.filter((pk) => pk.includes('#ACTIVITY')).length;
          }
          return table.client.send(command as never);
        },
      } as never,
    };
    const { apply } = setUp(table, counting);
    const productOf = (at: number): string => `product-${Math.floor(2_000 * ((at * 0.618) % 1) ** 3)}`;
    for (const view of range(4)) {
      const visits = range(250).flatMap((session) => [
        viewAt(`s${session}`, productOf(session * 4 + view), view),
        listAt(
          `s${session}`,
          range(8).map((place) => productOf(session * 31 + view + place * 7)),
          view,
        ),
      ]);
      await apply(visits);
    }
    expect(writes).toBeLessThan(60);
    expect(writes).toBeGreaterThan(0);
  });
});
