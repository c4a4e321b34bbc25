import { isObject, type Json, type JsonObject, listAt, textAt } from '#local/cloud/template/json';

export type RecordFilter = JsonObject;

/** The patterns of a mapping's FilterCriteria. */
export const filtersOf = (criteria: JsonObject): RecordFilter[] =>
  listAt(criteria, 'Filters').map((filter) => JSON.parse(textAt(filter, 'Pattern') ?? '{}') as RecordFilter);

/** Whether any of the filters lets the record through; all do when there is none. */
export const passesFilters = (filters: readonly RecordFilter[], record: Json): boolean =>
  filters.length === 0 || filters.some((filter) => matchesPattern(filter, record));

const matchesPattern = (pattern: Json, value: Json | undefined): boolean => {
  if (Array.isArray(pattern)) return pattern.some((rule) => matchesRule(rule, value));
  if (!isObject(pattern)) return pattern === value;
  return Object.entries(pattern).every(([key, child]) =>
    matchesPattern(child, isObject(value) ? value[key] : undefined),
  );
};

/** One rule of EventBridge's pattern language, as far as Lambda's event filtering has it. @throws on any other. */
const matchesRule = (rule: Json, value: Json | undefined): boolean => {
  if (!isObject(rule)) return rule === value;
  const [operator = '', operand = null] = Object.entries(rule)[0] ?? [];
  if (operator === 'exists') return (value !== undefined) === operand;
  if (operator === 'prefix') return typeof value === 'string' && value.startsWith(String(operand));
  if (operator === 'suffix') return typeof value === 'string' && value.endsWith(String(operand));
  if (operator === 'anything-but') return value !== undefined && ![operand].flat().includes(value);
  if (operator === 'numeric') return matchesNumber([operand].flat(), value);
  throw new Error(`Event filter rule "${operator}" is not supported by the local cloud.`);
};

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const matchesNumber = (conditions: Json[], value: Json | undefined): boolean => {
  if (typeof value !== 'number') return false;
  for (let index = 0; index < conditions.length; index += 2) {
    const compare = comparisons[String(conditions[index])];
    if (compare === undefined || !compare(value, Number(conditions[index + 1]))) return false;
  }
  return true;
};
