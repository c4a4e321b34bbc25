import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckDbType } from '#local/cloud/athena/hive-type';

/** A table of the catalog: files below a place in a bucket. */
export type SqlTable = {
  readonly name: string;
  readonly format: 'json' | 'parquet';
  /** Hive types by column. */
  readonly columns: Readonly<Record<string, string>>;
  readonly partitions: readonly string[];
  /** `s3://bucket/…/${company}/…/`. */
  readonly location: string;
};

export type ObjectFiles = {
  /** Contents of all objects whose address begins so. */
  read(s3Prefix: string): Promise<Uint8Array[]>;
  write(s3Address: string, content: Uint8Array): Promise<void>;
};

export type SqlEngine = {
  /** Runs an UNLOAD statement. @throws Error as the database words it. */
  run(statement: string): Promise<void>;
};

type Options = {
  readonly tables: readonly SqlTable[];
  readonly files: ObjectFiles;
  /** Where files lie while a query runs. */
  readonly temporaryFolder: string;
};

/** Functions of Trino that DuckDB has under another name. */
const trinoFunctions = [
  'CREATE MACRO sequence(first, last) AS generate_series(first, last)',
  'CREATE MACRO cardinality(list) AS len(list)',
];

/** Runs Athena's SQL on DuckDB, over the same files: one database in memory for each statement. */
export const createSqlEngine = (options: Options): SqlEngine => ({
  run: async (statement) => {
    const unload = parseUnload(statement);
    const folder = mkdtempSync(join(options.temporaryFolder, 'sql-'));
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    try {
      for (const macro of trinoFunctions) await connection.run(macro);
      for (const table of options.tables) await addTable(connection, table, unload.query, folder, options.files);
      await (unload.format === 'parquet' ? unloadParquet : unloadJson)(connection, unload, folder, options.files);
    } finally {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

type Unload = { readonly query: string; readonly to: string; readonly format: 'json' | 'parquet' };

/** @throws Error for anything but an UNLOAD of JSON or Parquet. */
const parseUnload = (statement: string): Unload => {
  const match = /^\s*UNLOAD\s*\(([\s\S]*)\)\s*TO\s*'([^']+)'\s*WITH\s*\(([^)]*)\)\s*$/i.exec(statement);
  const format = /format\s*=\s*'(json|parquet)'/i.exec(match?.[3] ?? '')?.[1]?.toLowerCase();
  if (!match || format === undefined) throw new Error('SYNTAX_ERROR: only UNLOAD to JSON or Parquet is served locally');
  return { query: match[1] ?? '', to: match[2] ?? '', format: format as Unload['format'] };
};

/** The value that a query gives a partition column; as Athena, it must give one, and the same everywhere. */
const partitionValue = (query: string, column: string, table: string): string | undefined => {
  const values = new Set([...query.matchAll(new RegExp(`\\b${column} = '([^']*)'`, 'g'))].map(([, value]) => value));
  if (values.size > 1) throw new Error(`CONSTRAINT_VIOLATION: ${table} has more than one value of ${column}`);
  return [...values][0];
};

const addTable = async (
  connection: DuckDBConnection,
  { name, format, columns, partitions, location }: SqlTable,
  query: string,
  folder: string,
  files: ObjectFiles,
): Promise<void> => {
  if (!new RegExp(`\\b${name}\\b`).test(query)) return;
  const values = partitions.map((column) => [column, partitionValue(query, column, name)] as const);
  const missing = values.find(([, value]) => value === undefined);
  if (missing) throw new Error(`CONSTRAINT_VIOLATION: ${name} needs a value of its partition column ${missing[0]}`);
  const place = values.reduce((text, [column, value]) => text.replaceAll(`\${${column}}`, value ?? ''), location);
  const paths = (await files.read(place)).map((content, index) => {
    const path = join(folder, `${name}-${index}.${format}`);
    writeFileSync(path, format === 'json' ? withLowerCaseKeys(content) : content);
    return path;
  });
  const constants = values.map(([column, value]) => `'${value}' AS ${column}`);
  const typed = Object.entries(columns).map(([column, type]) => `${column}: '${duckDbType(type)}'`);
  const list = paths.map((path) => `'${path}'`).join(', ');
  const source =
    paths.length === 0
      ? `(SELECT ${Object.entries(columns).map(([column, type]) => `NULL::${duckDbType(type)} AS ${column}`)} LIMIT 0)`
      : format === 'json'
        ? `read_json([${list}], format = 'newline_delimited', columns = {${typed.join(', ')}})`
        : `read_parquet([${list}])`;
  await connection.run(`CREATE VIEW ${name} AS SELECT *, ${constants.join(', ')} FROM ${source}`);
};

/** The JSON reader of Hive takes keys of any case. */
const withLowerCaseKeys = (content: Uint8Array): string =>
  gunzipSync(content)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${JSON.stringify(lowerCaseKeys(JSON.parse(line)))}\n`)
    .join('');

const lowerCaseKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lowerCaseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerCaseKeys(inner)]));
};

const unloadJson = async (connection: DuckDBConnection, { query, to }: Unload, _folder: string, files: ObjectFiles) => {
  const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
  const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  const text = rows.map((row) => `${JSON.stringify(row, plain)}\n`).join('');
  await files.write(`${to}part-0.gz`, gzipSync(text));
};

const unloadParquet = async (
  connection: DuckDBConnection,
  { query, to }: Unload,
  folder: string,
  files: ObjectFiles,
) => {
  const path = join(folder, 'unloaded.parquet');
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  await files.write(`${to}part-0`, readFileSync(path));
};
