import { ItemKnnRows } from '#core/similarity/item-knn';
import { eachRow, joinLists } from '#core/similarity/neighbour-lists';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

const parameters = {
  neighbours: 3,
  lengthPenalty: 0.5,
  distancePenalty: 0,
  backward: 1,
  popularityPenalty: 0.2,
  shrinkage: 0,
};

const log = aLog(
  30,
  Array.from({ length: 200 }, (_, group) => [...new Set([group % 30, (group * 7) % 30, (group * 11) % 13])]),
);
const rows = new ItemKnnRows(
  log,
  invertLog(log),
  { active: new Uint8Array(30).fill(1), variantGroup: Int32Array.from({ length: 30 }, (_, item) => item) },
  parameters,
  true,
);

it('joins blocks of rows to what one block of all rows is', () => {
  const blocks = [rows.train(0, 7), rows.train(7, 7), rows.train(7, 29), rows.train(29, 30)];
  expect(joinLists(blocks)).toEqual(rows.train(0, 30));
});

it('shows each row as a view', () => {
  const lists = rows.train(0, 30);
  const views = eachRow(lists);
  expect(views).toHaveLength(30);
  expect(views.flatMap(({ items }) => [...items])).toEqual([...lists.items]);
  expect(views.every(({ items }) => items.length <= 3)).toBe(true);
});

it('joins nothing to no rows', () => expect(joinLists([]).offsets).toEqual(new Int32Array(1)));
