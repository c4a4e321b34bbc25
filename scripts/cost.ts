import { readFileSync } from 'node:fs';
import { makeDocumentClient } from '#adapters/clients';
import { type FigureValues, figureNames, figureValues } from '#core/cost/figures';
import { monthCost } from '#core/cost/month-cost';
import type { Workload } from '#core/cost/month-use';
import { priceBookOf } from '#core/cost/price-book';
import { workloadOf } from '#core/cost/store-workload';
import { describeCost } from './cost/describe.ts';
import { meteredMonth } from './cost/metered-month.ts';
import { type CostOptions, readOptions, UsageError, usage } from './cost/options.ts';

const knownFigures = (file: string | undefined): Partial<FigureValues> => {
  if (file === undefined) return {};
  const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  for (const [name, value] of Object.entries(known)) {
    const isFigure = (figureNames as readonly string[]).includes(name);
    if (!isFigure) throw new UsageError(`${file}: there is no figure ${name}; there are ${figureNames.join(', ')}.`);
    if (typeof value !== 'number' || !(value >= 0)) throw new UsageError(`${file}: ${name} is no number from 0 on.`);
  }
  return known as Partial<FigureValues>;
};

const workloads = async ({ stores, servedLists, products, metered }: CostOptions, now: string): Promise<Workload[]> => {
  if (!metered) return stores.map((count) => workloadOf(count, { servedLists, products }));
  const table = { client: makeDocumentClient(), tableName: metered.tableName };
  return [await meteredMonth(table, metered.month, products, now)];
};

const run = async (options: CostOptions, now: string): Promise<void> => {
  const book = priceBookOf(options.region);
  const figures = figureValues(knownFigures(options.figuresFile));
  console.log(`Prices of ${book.region} as of ${book.asOf}; docs/cost.md says what is counted and what is assumed.`);
  for (const workload of await workloads(options, now)) {
    console.log(describeCost(workload, monthCost(workload, figures, book)));
  }
};

const main = async (): Promise<void> => {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options) await run(options, new Date().toISOString());
    else console.log(usage);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(error instanceof Error ? error.message : String(error));
    if (isUsage) console.error('Run npm run cost -- --help for all options.');
    process.exitCode = isUsage ? 2 : 1;
  }
};

if (process.argv[1] === import.meta.filename) void main();
