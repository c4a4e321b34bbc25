import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { makeLiveSignalAggregate } from '#adapters/dynamodb/live-signal-aggregate';
import { makeLiveSignalStore } from '#adapters/dynamodb/live-signal-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ShopEvent } from '#core/events/shop-event';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { joinSignals, packSignals } from '#core/live/live-signals';
import { mostSessionsTogether } from '#core/ports/shopper-store';
import { learnBatches, liveNow, liveNowMs, viewAt } from '#test/support/live-events';
import { withTable } from '#test/support/with-table';

const settings = {
  timeZone: 'UTC',
  attribution: defaultAttributionSettings,
  holdOut: defaultHoldOutSettings,
  now: liveNow,
};
let companies = 0;

const setUp = (table: Table, store = makeShopperStore(table)) => {
  const companyId = `live-${++companies}`;
  const apply = async (events: readonly ShopEvent[], counterShard = 0): Promise<void> => {
    const bySession = [...Map.groupBy(events, ({ sessionId }) => sessionId)];
    for (let at = 0; at < bySession.length; at += mostSessionsTogether) {
      const group = bySession.slice(at, at + mostSessionsTogether);
      const sessions = group.map(([sessionId, own]) => ({
        sessionId,
        events: own.map((one) => ({ ...one, companyId })),
      }));
      await store.apply({ companyId, sessions, counterShard, ...settings });
    }
  };
  const counts = async () => packSignals(joinSignals(await makeLiveSignalStore(table).read(companyId), liveNowMs));
  return { companyId, apply, counts };
};

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

describe('live signals in the table', () => {
  const onTable = withTable();

  onTable('equal a recount, however the events are cut, repeated and spread over shards', async (table) => {
    const aView = fc
      .record({ session: fc.nat(5), product: fc.nat(5), ago: fc.nat(90), customer: fc.option(fc.nat(1)) })
      .map(({ session, product, ago, customer }) =>
        viewAt(`s${session}`, `p${product}`, ago, customer === null ? {} : { customerId: `c${customer}` }),
      );
    const batches = fc.array(fc.array(aView, { minLength: 1, maxLength: 15 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (deliveries) => {
        const { apply, counts } = setUp(table);
        for (const [at, events] of deliveries.entries()) await apply(events, at % 3);
        await apply(deliveries.flat(), 1);
        expect(await counts()).toBe(packSignals(learnBatches([deliveries.flat()])));
      }),
      { numRuns: 10 },
    );
  });

  onTable('count once when consumers meet on the same events', async (table) => {
    const { apply, counts } = setUp(table);
    const events = range(30).map((at) => viewAt(`s${at % 6}`, `p${at % 9}`, at));
    await Promise.all([apply(events, 0), apply(events, 0), apply(events.slice(10), 1)]);
    expect(await counts()).toBe(packSignals(learnBatches([events])));
  });

  onTable('know a person again whose items were read in between', async (table) => {
    const { apply, counts } = setUp(table);
    const events = range(400).map((at) => viewAt(`s${at % 20}`, `p${at % 7}`, at % 60, { customerId: `c${at % 4}` }));
    for (const at of range(8)) await apply(events.slice(at * 50, (at + 1) * 50));
    expect(await counts()).toBe(packSignals(learnBatches([events])));
  });

  onTable('cost less than 60 writes and 200 write units per 1,000 views', async (table) => {
    let [writes, units] = [0, 0];
    const counting: Table = {
      ...table,
      client: {
        send: (command: unknown) => {
          if (command instanceof TransactWriteCommand) {
            const live = (command.input.TransactItems ?? []).flatMap(({ Put }) =>
              String(Put?.Item?.pk).endsWith('#LIVE') ? [Put?.Item?.signals as Uint8Array] : [],
            );
            writes += live.length;
            // A transaction writes each item twice; 100 bytes are key, end and version.
            for (const { byteLength } of live) units += 2 * Math.ceil((byteLength + 100) / 1024);
          }
          return table.client.send(command as never);
        },
      } as never,
    };
    const store = makeShopperStore(counting, [makeLiveSignalAggregate(table.tableName)]);
    const { apply } = setUp(table, store);
    // The dearest way to 2,000 views: 500 sessions look at one product a batch, as skewed as a shop's products are.
    const productOf = (view: number): string => `product-${Math.floor(400 * ((view * 0.618) % 1) ** 3)}`;
    for (const view of range(4)) {
      const sessions = range(500);
      await apply(sessions.map((session) => viewAt(`s${session}`, productOf(session * 4 + view), view)));
    }
    expect(writes / 2).toBeLessThan(60);
    expect(units / 2).toBeLessThan(200);
  });
});
