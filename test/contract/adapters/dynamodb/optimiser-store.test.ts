import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeOptimiserStore } from '#adapters/dynamodb/optimiser-store';
import type { OptimiserStep } from '#core/optimiser/next-step';
import { VersionConflictError } from '#core/ports/store-errors';
import { withTable } from '#test/support/with-table';

const stepOf = (day: string, placement: OptimiserStep['placement'] = 'hybrid'): OptimiserStep => ({
  placement,
  run: 1,
  day,
  decision: 'moved',
  arms: [],
});
const stateOf = (day: string) => ({ run: 1, day, shares: { own: 1_000, viewed: 9_000 }, stopped: [] });

describe('the optimiser store', () => {
  const onTable = withTable();

  onTable('puts shares in force together with the record of their step, once', async (table) => {
    const store = makeOptimiserStore(table);
    expect(await store.state('opt-shop')).toEqual({ state: {}, version: 0 });
    await store.take('opt-shop', stepOf('2026-11-20'), stateOf('2026-11-20'), 0);
    await expect(store.take('opt-shop', stepOf('2026-11-20'), stateOf('2026-11-20'), 0)).rejects.toThrow(
      VersionConflictError,
    );
    await store.take('opt-shop', stepOf('2026-11-20', 'also-bought'), stateOf('2026-11-20'), 1);
    await store.take('opt-shop', stepOf('2026-11-21'), stateOf('2026-11-21'), 2);
    const { state, version } = await store.state('opt-shop');
    expect([state.hybrid?.day, state['also-bought']?.day, version]).toEqual(['2026-11-21', '2026-11-20', 3]);
  });

  onTable('lists the steps of a placement, newest first, page by page', async (table) => {
    const store = makeOptimiserStore(table);
    for (const [at, day] of ['2026-11-20', '2026-11-21', '2026-11-22'].entries()) {
      await store.take('paged-shop', stepOf(day), stateOf(day), at);
    }
    const first = await store.steps('paged-shop', 'hybrid', { limit: 2 });
    const second = await store.steps('paged-shop', 'hybrid', { limit: 2, cursor: first.nextCursor! });
    expect([...first.data, ...second.data].map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-21', '2026-11-20']);
    expect((await store.steps('other-shop', 'hybrid', { limit: 2 })).data).toEqual([]);
  });

  onTable('reads no settings of a company that is none', async (table) => {
    expect(await loadSettings(table, 'opt-shop')).toBeUndefined();
  });
});
