const scalars: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** Parts at the top level: `a:int,b:array<x,y>` → `a:int` and `b:array<x,y>`. */
const parts = (text: string): string[] => {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '<') depth += 1;
    else if (text[at] === '>') depth -= 1;
    else if (at === text.length || (text[at] === ',' && depth === 0)) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return found;
};

/** A type of the Glue catalog as DuckDB calls it. @throws Error for a type that the tables of this project do not use. */
export const duckDbType = (hiveType: string): string => {
  const scalar = scalars[hiveType];
  if (scalar !== undefined) return scalar;
  const nested = /^(array|struct)<(.*)>$/.exec(hiveType);
  if (nested?.[1] === 'array') return `${duckDbType(nested[2] ?? '')}[]`;
  if (nested?.[1] !== 'struct') throw new Error(`The local Athena knows no type ${hiveType}.`);
  const fields = parts(nested[2] ?? '').map((field) => {
    const colon = field.indexOf(':');
    return `${field.slice(0, colon)} ${duckDbType(field.slice(colon + 1))}`;
  });
  return `STRUCT(${fields.join(', ')})`;
};
