import { filtersOf, passesFilters } from '#local/cloud/streams/record-filter';
import type { Json } from '#local/cloud/template/json';

const passes = (pattern: Json, record: Json) =>
  passesFilters(filtersOf({ Filters: [{ Pattern: JSON.stringify(pattern) }] }), record);

it('lets everything through without filters', () => {
  expect(passesFilters([], { a: 1 })).toBe(true);
});

it.each<[Json, Json, boolean]>([
  [{ eventName: ['INSERT', 'MODIFY'] }, { eventName: 'INSERT' }, true],
  [{ eventName: ['INSERT'] }, { eventName: 'REMOVE' }, false],
  [
    { dynamodb: { Keys: { PK: { S: [{ prefix: 'company#' }] } } } },
    { dynamodb: { Keys: { PK: { S: 'company#1' } } } },
    true,
  ],
  [{ a: [{ exists: false }] }, { b: 1 }, true],
  [{ a: [{ exists: true }] }, { b: 1 }, false],
  [{ a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, true],
  [{ a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 5 }, true],
  [{ a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 6 }, false],
])('%j on %j: %s', (pattern, record, expected) => {
  expect(passes(pattern, record)).toBe(expected);
});

it('fails for a rule that it does not know', () => {
  expect(() => passes({ a: [{ wildcard: 'x*' }] }, { a: 'x' })).toThrow('"wildcard" is not supported');
});
