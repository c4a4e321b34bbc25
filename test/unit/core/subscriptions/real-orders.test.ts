import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { predictFrequency } from '#core/subscriptions/choose-frequency';
import { forecastProducts } from '#core/subscriptions/forecast-products';
import { subscriptionFrequencies } from '#core/subscriptions/frequency';
import { gapsOf, type Purchase } from '#core/subscriptions/purchase-gaps';
import { median } from '#core/subscriptions/robust-gap';

const file = join(process.cwd(), '../shared/datasets/online_retail/raw/online_retail.csv.gz');
const now = '2011-06-01T00:00:00.000Z';
const nowMs = Date.parse(now);

type Log = Map<string, Map<string, Purchase[]>>;

/** Purchases by product and customer; a description may hold commas, the other columns do not. */
const readLog = (): Log => {
  const log: Log = new Map();
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1)) {
    const [, invoice, product, units, date, customer] =
      /^([^,]*),([^,]*),(?:".*"|[^,]*),(-?\d+),([^,]*),[^,]*,([^,]+),/.exec(line) ?? [];
    if (!invoice || !product || !customer || !date || invoice.startsWith('C') || Number(units) <= 0) continue;
    const buyers = log.get(product) ?? new Map<string, Purchase[]>();
    log.set(product, buyers);
    const purchases = buyers.get(customer) ?? [];
    buyers.set(customer, purchases);
    purchases.push({ atMs: Date.parse(`${date.replace(' ', 'T')}Z`), units: Number(units) });
  }
  return log;
};

interface Case {
  readonly hasHabit: boolean;
  /** |ln predicted − ln actual|. */
  readonly model: number;
  readonly monthly: number;
  readonly ownMedian: number | undefined;
}

const errorOf = (days: number, actual: number): number => Math.abs(Math.log(days / actual));

const casesOf = (log: Log): Case[] => {
  const known = new Map(
    [...log].map(([id, buyers]) => [
      id,
      new Map([...buyers].map(([buyer, all]) => [buyer, all.filter(({ atMs }) => atMs < nowMs)])),
    ]),
  );
  const past = new Map(
    [...known].map(([id, buyers]) => [id, new Map([...buyers].filter(([, all]) => all.length > 0))]),
  );
  const catalog = [...log.keys()].map((productId) => ({ productId, categoryPath: [] }));
  const forecasts = new Map(
    forecastProducts(catalog, past, { modelVersion: 'm1', now }).map((forecast) => [forecast.productId, forecast]),
  );
  return [...log].flatMap(([id, buyers]) =>
    [...buyers].flatMap(([buyer, all]): Case[] => {
      const ownGaps = gapsOf(past.get(id)?.get(buyer) ?? [], nowMs);
      const later = all.filter(({ atMs }) => atMs >= nowMs);
      const [next] = gapsOf(later, Math.max(...later.map(({ atMs }) => atMs)));
      if (ownGaps.length === 0 || !next?.isClosed) return [];
      const forecast = forecasts.get(id);
      const quantity = next.units;
      const predicted = predictFrequency({ allowed: subscriptionFrequencies, quantity, forecast, ownGaps });
      if (!predicted) return [];
      const own = median(ownGaps.filter(({ isClosed }) => isClosed).map(({ days }) => days));
      return [
        {
          hasHabit: predicted.level === 'customer',
          model: errorOf(predicted.days, next.days),
          monthly: errorOf(30, next.days),
          ownMedian: own && errorOf(own, next.days),
        },
      ];
    }),
  );
};

if (!existsSync(file)) console.warn('Online Retail is not beside the project: predictions are not tried on it.');
const ifPresent = existsSync(file) ? it : it.skip;

ifPresent(
  'on real orders the first gap to come is foretold better than by a month for all, or by a customer’s own median',
  () => {
    const cases = casesOf(readLog());
    const [personal, others] = [cases.filter(({ hasHabit }) => hasHabit), cases.filter(({ hasHabit }) => !hasHabit)];
    const medianOf = (all: readonly Case[], name: 'model' | 'monthly' | 'ownMedian') =>
      median(all.flatMap((one) => one[name] ?? []))!;
    expect([personal.length > 1_000, others.length > 5_000]).toEqual([true, true]);
    expect(medianOf(personal, 'model')).toBeLessThan(0.6);
    expect(medianOf(personal, 'model')).toBeLessThan(medianOf(personal, 'monthly') - 0.04);
    expect(medianOf(personal, 'model')).toBeLessThan(medianOf(personal, 'ownMedian') - 0.04);
    expect(medianOf(others, 'model')).toBeLessThan(0.56);
    expect(medianOf(others, 'model')).toBeLessThan(medianOf(others, 'monthly') - 0.15);
  },
  60_000,
);
