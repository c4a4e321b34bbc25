import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importFields } from '#core/imports/column-mapping';
import type { ImportFormat, ImportKind } from '#core/imports/import-job';

export const usage = `Imports products, customers and orders of a store from files.

  npm run import -- --company ID --orders FILE [--products FILE] [--customers FILE]

  --company ID          store to import into; opened when it does not exist
  --orders FILE         CSV or JSONL, also gzipped (.csv, .csv.gz, .jsonl, .jsonl.gz); the same for
  --products FILE         products and
  --customers FILE        customers
  --map FIELD=COLUMN    which column holds a field, when its name is not recognised; may be repeated
                          (with several files: orders.FIELD=COLUMN)
  --currency GBP        currency of prices, and of a store that is opened
  --time-zone ZONE      zone of dates without an offset, e.g. Europe/London
  --date-order dmy|mdy  whether 3/4/2025 is in April or in March
  --ignore CODES        product codes that are no products, comma-separated
  --dry-run             only tell what would change
  --train               train the store's model afterwards and show ten products with recommendations
  --data DIR            where the local cloud keeps its state (default .data)
  --verbose             show what the functions of the local cloud log
  --api URL --token T   import into a deployed API instead, with an access token of an editor
`;

/** The command line cannot be carried out; the message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface ImportFile {
  readonly kind: ImportKind;
  readonly path: string;
  readonly format: ImportFormat;
  readonly compressed: boolean;
  readonly mapping: Readonly<Record<string, string>>;
}

export interface ImportOptions {
  readonly companyId: string;
  /** Products first, so that orders find them. */
  readonly files: readonly ImportFile[];
  readonly defaults: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly timeZone: string;
  readonly dryRun: boolean;
  readonly train: boolean;
  readonly dataDir: string;
  readonly verbose: boolean;
  readonly remote?: { readonly apiUrl: string; readonly token: string };
}

const shapeOf = (path: string): Pick<ImportFile, 'format' | 'compressed'> => {
  const match = /\.(csv|tsv|txt|jsonl|ndjson)(\.gz)?$/i.exec(path);
  if (!match) throw new UsageError(`${path} is neither .csv nor .jsonl (each also with .gz).`);
  const isJson = /jsonl|ndjson/i.test(match[1] ?? '');
  return { format: isJson ? 'jsonl' : 'csv', compressed: match[2] !== undefined };
};

const parseMapping = (texts: readonly string[], kind: ImportKind): Record<string, string> => {
  const mapping: Record<string, string> = {};
  for (const text of texts) {
    const match = /^(?:(products|orders|customers)\.)?(\w+)=(.+)$/.exec(text);
    if (!match) throw new UsageError(`--map ${text} is not FIELD=COLUMN, e.g. --map orderId=InvoiceNo.`);
    const [, only, field = '', column = ''] = match;
    const applies = only === kind || (only === undefined && field in importFields[kind]);
    if (applies) mapping[field] = column;
  }
  return mapping;
};

const fileOf = (kind: ImportKind, path: string, maps: readonly string[]): ImportFile => {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  return { kind, path, ...shapeOf(path), mapping: parseMapping(maps, kind) };
};

const checkFields = (maps: readonly string[], files: readonly ImportFile[]): void => {
  const unused = maps.find((map) => {
    const field = /^(?:\w+\.)?(\w+)=/.exec(map)?.[1] ?? '';
    return !files.some(({ mapping }) => field in mapping);
  });
  if (unused === undefined) return;
  const fields = files.map(({ kind }) => `${kind}: ${Object.keys(importFields[kind]).join(', ')}`).join('\n  ');
  throw new UsageError(`--map ${unused} names no field of the given files. Fields:\n  ${fields}`);
};

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        company: { type: 'string' },
        orders: { type: 'string' },
        products: { type: 'string' },
        customers: { type: 'string' },
        map: { type: 'string', multiple: true, default: [] },
        currency: { type: 'string' },
        'time-zone': { type: 'string' },
        'date-order': { type: 'string' },
        ignore: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        train: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        data: { type: 'string', default: '.data' },
        api: { type: 'string' },
        token: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

type Values = ReturnType<typeof readArguments>;

const remoteOf = ({ api, token }: Values): ImportOptions['remote'] => {
  if (api === undefined && token === undefined) return undefined;
  if (api && token) return { apiUrl: api, token };
  throw new UsageError('Give --api and --token together, or neither to import into the local cloud.');
};

const defaultsOf = (values: Values): Record<string, string> => ({
  ...(values.currency && { currency: values.currency.toUpperCase() }),
  ...(values['time-zone'] && { timeZone: values['time-zone'] }),
  ...(values['date-order'] && { dateOrder: values['date-order'] }),
  ...(values.ignore && { nonMerchandise: values.ignore }),
});

/** Reads the command line; `undefined` asks for help. @throws UsageError */
export const readOptions = (args: readonly string[]): ImportOptions | undefined => {
  const values = readArguments(args);
  if (values.help) return undefined;
  if (!values.company) throw new UsageError('Say which store with --company, e.g. --company my-shop.');
  if (!/^[a-z0-9][a-z0-9-]{2,39}$/.test(values.company)) {
    throw new UsageError(`--company ${values.company} is not 3 to 40 lower-case letters, digits and hyphens.`);
  }
  const order = ['products', 'customers', 'orders'] as const satisfies readonly ImportKind[];
  const files = order.flatMap((kind) => {
    const path = values[kind];
    return path === undefined ? [] : fileOf(kind, path, values.map);
  });
  if (files.length === 0) throw new UsageError('Give a file: --orders, --products or --customers.');
  checkFields(values.map, files);
  return {
    companyId: values.company,
    files,
    defaults: defaultsOf(values),
    currency: (values.currency ?? 'EUR').toUpperCase(),
    timeZone: values['time-zone'] ?? 'UTC',
    dryRun: values['dry-run'],
    train: values.train,
    dataDir: values.data,
    verbose: values.verbose,
    remote: remoteOf(values),
  };
};
