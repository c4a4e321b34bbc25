import { IdTable } from '#core/training/id-table';
import type { PackedPurchase } from '#core/training/packed-purchase';
import { PurchaseTable } from '#core/training/purchase-table';

const version = (updatedAt: string, overrides: Partial<PackedPurchase> = {}): PackedPurchase => ({
  updatedAt,
  cancelled: false,
  time: 1,
  customerId: undefined,
  sessionId: undefined,
  items: [3, 1],
  units: [1, 0.5],
  ...overrides,
});

const table = () => new PurchaseTable(new IdTable(), new IdTable());

const newest = (purchases: PurchaseTable, id: string): PackedPurchase | undefined => {
  const row = purchases.rowOf(purchases.ids.find(id));
  return row < 0 ? undefined : purchases.columns.read(row);
};

it('keeps of each purchase its newest version, in whatever order they come', () => {
  const purchases = table();
  const [old, recent] = [version('2026-01-01'), version('2026-01-02', { items: [5], units: [2], customerId: 'ann' })];
  expect(purchases.add('order', 'o1', recent)).toBe(true);
  expect(purchases.add('order', 'o1', old)).toBe(false);
  expect(purchases.add('order', 'o2', old)).toBe(true);
  expect(purchases.add('order', 'o2', recent)).toBe(false);
  expect([newest(purchases, 'o1'), newest(purchases, 'o2')]).toEqual([recent, recent]);
});

it('keeps no second row for what it has already', () => {
  const purchases = table();
  const odd = version('whenever', { time: Number.NaN, cancelled: true, sessionId: 'sé', items: [], units: [] });
  purchases.add('order', 'o1', odd);
  const row = purchases.rowOf(0);
  purchases.add('order', 'o1', { ...odd });
  expect(purchases.rowOf(0)).toBe(row);
  expect(newest(purchases, 'o1')).toEqual(odd);
});

it('lets a server order outrank the pixel, refunded or not', () => {
  const purchases = table();
  const [byPixel, byServer] = [version('2026-01-02'), version('2026-01-01')];
  purchases.add('pixel', 'o1', byPixel);
  expect(newest(purchases, 'o1')).toEqual(byPixel);
  expect(purchases.add('order', 'o1', byServer)).toBe(true);
  purchases.refundPixelPurchase('o1');
  expect(newest(purchases, 'o1')).toEqual(byServer);
});

it('leaves out what only a pixel told and was refunded, even when the refund came first', () => {
  const purchases = table();
  purchases.refundPixelPurchase('o1');
  purchases.add('pixel', 'o1', version('2026-01-01'));
  expect(newest(purchases, 'o1')).toBeUndefined();
});

it('keeps every purchase while it grows', () => {
  const purchases = table();
  const ids = Array.from({ length: 5000 }, (_, index) => `o${index}`);
  const of = (index: number) =>
    version(`t${index}`, { time: index, items: [index, index + 1], units: [1, index], customerId: `c${index % 7}` });
  for (const [index, id] of ids.entries()) purchases.add(index % 2 === 0 ? 'order' : 'pixel', id, of(index));
  expect(ids.map((id) => newest(purchases, id))).toEqual(ids.map((_, index) => of(index)));
});
