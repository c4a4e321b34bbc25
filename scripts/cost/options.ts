import { parseArgs } from 'node:util';
import { priceBooks } from '#core/cost/price-book';
import { averageStore } from '#core/cost/store-workload';

const regions = priceBooks.map(({ region }) => region);

export const usage = `What a month of a deployment costs on AWS, and what 1,000 served recommendations do.

  npm run cost                                   average stores: 100, 500, 2,000 and 5,000 of them
    --stores 100,500                  other numbers
    --lists ${averageStore.servedLists} --products ${averageStore.products}     of an average store, in a month
  npm run cost -- --table T --month 2026-10      metered: what the stores of a deployment were really served
    --products 500000                 in all of its stores together
  both
    --region ${regions.join('|')}
    --figures FILE                    JSON with figures that you measured yourself, e.g. {"listMs": 9}
`;

/** The command line cannot be carried out; the message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface CostOptions {
  readonly region: string;
  readonly stores: readonly number[];
  readonly servedLists: number;
  readonly products: number;
  readonly figuresFile?: string;
  /** Present when the volumes of a deployment are asked for. */
  readonly metered?: { readonly tableName: string; readonly month: string };
}

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        region: { type: 'string', default: regions[0] },
        stores: { type: 'string', default: '100,500,2000,5000' },
        lists: { type: 'string', default: String(averageStore.servedLists) },
        products: { type: 'string', default: String(averageStore.products) },
        figures: { type: 'string' },
        table: { type: 'string' },
        month: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

const wholeNumber = (name: string, text: string): number => {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new UsageError(`--${name} ${text} is no whole number above 0.`);
  return Number(text);
};

const meteredOf = (tableName?: string, month?: string): CostOptions['metered'] => {
  if (tableName === undefined && month === undefined) return undefined;
  if (!tableName || !month) throw new UsageError('Give --table and --month together, or neither for average stores.');
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new UsageError(`--month ${month} is no month like 2026-10.`);
  return { tableName, month };
};

/** Reads the command line; `undefined` asks for help. @throws UsageError */
export const readOptions = (args: readonly string[]): CostOptions | undefined => {
  const values = readArguments(args);
  if (values.help) return undefined;
  const { region = '' } = values;
  if (!regions.includes(region))
    throw new UsageError(`--region ${region} has no price book; ${regions.join(', ')} have.`);
  return {
    region,
    stores: values.stores.split(',').map((text) => wholeNumber('stores', text)),
    servedLists: wholeNumber('lists', values.lists),
    products: wholeNumber('products', values.products),
    figuresFile: values.figures,
    metered: meteredOf(values.table, values.month),
  };
};
