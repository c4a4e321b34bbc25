import { readFileSync } from 'node:fs';
import { busyShop, type ConsumerLoad, manyShops } from '#test/support/busy-shops';
import { costOfLoad } from '#test/support/consumer-load';
import { withTable } from '#test/support/with-table';

/** Items that many shoppers share: batching saves writes of them. */
const shared = ['daily counters', 'roll-ups', 'live signals', 'activity of products', 'hold-out'];
const mostSharedWrites = 60;

interface Promised {
  readonly writes: number;
  readonly units: number;
}

const numberOf = (cell: string): number => Number(cell.replaceAll(',', ''));

/** The table of docs/scaling.md: by kind of item, writes and write units of 1,000 events. */
const promised = (columns: readonly [number, number]): Map<string, Promised> => {
  const [, table = ''] = readFileSync('docs/scaling.md', 'utf8').split('## What counting costs');
  const rows = [...table.split('\n## ')[0]!.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
  return new Map(
    rows
      .filter(([kind = '']) => !kind.startsWith('Item') && !kind.startsWith('---'))
      .map((cells) => [cells[0]!, { writes: numberOf(cells[columns[0]]!), units: numberOf(cells[columns[1]]!) }]),
  );
};

const loads: readonly { readonly title: string; readonly load: ConsumerLoad; readonly columns: [number, number] }[] = [
  { title: 'a busy shop', load: busyShop, columns: [1, 2] },
  { title: 'many shops at once', load: manyShops, columns: [3, 4] },
];

describe.each(loads)('what counting 1,000 events of $title costs', ({ load, columns }) => {
  const onTable = withTable();

  onTable('is no more than the documents promise, for every kind of item', async (table) => {
    const { writes } = await costOfLoad(table, load);
    const thousands = load.events / 1_000;
    const promises = promised(columns);
    expect([...promises.keys()]).toEqual(expect.arrayContaining([...writes.keys()]));
    for (const [kind, tally] of writes) {
      const { writes: mostWrites, units: mostUnits } = promises.get(kind)!;
      expect([kind, tally.writes / thousands <= mostWrites, tally.units / thousands <= mostUnits]).toEqual([
        kind,
        true,
        true,
      ]);
    }
  });
});

it('writes of items that a busy shop’s shoppers share stay under 60 for 1,000 events', () => {
  const promises = promised([1, 2]);
  for (const kind of shared) expect(promises.get(kind)!.writes).toBeLessThan(mostSharedWrites);
});
