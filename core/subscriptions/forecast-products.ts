/**
 * How long a unit of each product lasts its buyers: product, shrunk to its category, shrunk to the store.
 *
 * With a gamma prior on the rate of use, Gamma(a₀, a₀ · D_parent), n gaps of D days a unit give the posterior
 *   Gamma(a₀ + n, a₀ · D_parent + n · D),  days a unit = (a₀ · D_parent + n · D) ÷ (a₀ + n)
 * (Gelman et al., "Bayesian Data Analysis", 3rd ed., §2.6). D is the robust typical gap (`typicalGap`) in place of the mean, so
 * that stock-ups, holidays and buyers who left do not move it. Only buyers who came back speak: of the others it is
 * not known whether they use the product at all. How much gaps vary within and between buyers, and with the units bought, is pooled over the store.
 * O(gaps · log gaps). A product without any gap gets a forecast
 * only if it has so many buyers that this says something; a store without any gap gets none.
 */
import type { Product } from '#core/catalog/product';
import {
  type GapEvidence,
  type GapSpread,
  type ProductForecast,
  tellingBuyers,
} from '#core/subscriptions/product-forecast';
import { closedGaps, type Gap, gapsOf, type Purchase, perUnit, type UnitGap } from '#core/subscriptions/purchase-gaps';
import { quantityElasticity } from '#core/subscriptions/quantity-elasticity';
import { logSpread, madToDeviation, median, typicalGap } from '#core/subscriptions/robust-gap';

/** Purchases by product and by buyer. */
export type PurchaseLog = ReadonlyMap<string, ReadonlyMap<string, readonly Purchase[]>>;

/** Gaps that a level above is worth to the one below. */
export const priorGaps = 4;
/** A first purchase this long ago had time to be repeated. */
export const maturityDays = 120;

const dayMs = 86_400_000;
/** What buyers of everyday goods are like, until a store has enough of them to say. */
export const usualSpread: GapSpread = { within: 0.35, between: 0.5 };
const leastSpread = 0.05;
const leastBuyersForSpread = 10;

interface ProductGaps<G> {
  readonly productId: string;
  readonly categoryPath: string;
  /** Gaps of each buyer who came back. */
  readonly ofBuyers: readonly (readonly G[])[];
  readonly buyers: number;
  readonly maturedBuyers: number;
}

const gapsOfProduct = (
  { productId, categoryPath }: Pick<Product, 'productId' | 'categoryPath'>,
  ofBuyers: ReadonlyMap<string, readonly Purchase[]>,
  nowMs: number,
): ProductGaps<Gap> => {
  const buyerIds = [...ofBuyers.keys()].sort();
  const gaps = buyerIds.map((id) => gapsOf(ofBuyers.get(id)!, nowMs));
  const firsts = [...ofBuyers.values()].map((purchases) => Math.min(...purchases.map(({ atMs }) => atMs)));
  return {
    productId,
    categoryPath: categoryPath.join('\n'),
    ofBuyers: gaps.filter((own) => own.length > 1),
    buyers: ofBuyers.size,
    maturedBuyers: firsts.filter((atMs) => nowMs - atMs >= maturityDays * dayMs).length,
  };
};

type BuyerGaps = readonly (readonly UnitGap[])[];

interface Level extends GapEvidence {
  readonly daysPerUnit: number;
  readonly shape: number;
}

const evidenceOf = (ofBuyers: BuyerGaps): GapEvidence => ({
  intervals: ofBuyers.reduce((sum, gaps) => sum + closedGaps(gaps).length, 0),
  repeatBuyers: ofBuyers.length,
});

/** One level over its parent; undefined when neither knows anything. */
const levelOf = (ofBuyers: BuyerGaps, parent: Level | undefined): Level | undefined => {
  const own = typicalGap(ofBuyers.flat());
  const evidence = evidenceOf(ofBuyers);
  if (own === undefined) return parent && { ...evidence, daysPerUnit: parent.daysPerUnit, shape: priorGaps };
  const prior = parent ? Math.min(priorGaps, parent.shape) : 0;
  const shape = prior + evidence.intervals;
  const daysPerUnit = (prior * (parent?.daysPerUnit ?? 0) + evidence.intervals * own) / shape;
  return { ...evidence, daysPerUnit, shape };
};

const bounded = (spread: number): number => Math.max(leastSpread, spread);

/** Spread within and between buyers, pooled over the products of the store. */
export const pooledSpread = (products: readonly Pick<ProductGaps<UnitGap>, 'ofBuyers'>[]): GapSpread => {
  const withins: number[] = [];
  const deviations: number[] = [];
  const counts: number[] = [];
  for (const { ofBuyers } of products) {
    const habitual = ofBuyers.map(closedGaps).filter((gaps) => gaps.length >= 3);
    const habits = habitual.map((gaps) => median(gaps.map(Math.log))!);
    const typical = median(habits);
    if (typical === undefined || habits.length < 3) continue;
    withins.push(...habitual.map((gaps) => logSpread(gaps)!));
    deviations.push(...habits.map((habit) => Math.abs(habit - typical)));
    counts.push(...habitual.map(({ length }) => length));
  }
  if (deviations.length < leastBuyersForSpread) return usualSpread;
  const within = bounded(median(withins)!);
  // A habit known from few gaps differs by chance, too: the variance of a median is about π ÷ 2 of that of a mean.
  const chance = ((Math.PI / 2) * within ** 2) / median(counts)!;
  const between = bounded(Math.sqrt(Math.max(0, (madToDeviation * median(deviations)!) ** 2 - chance)));
  return { within, between };
};

export interface ForecastRun {
  readonly modelVersion: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** Forecasts of the products that anything can be said of, by product id. */
export const forecastProducts = (
  catalog: readonly Pick<Product, 'productId' | 'categoryPath'>[],
  log: PurchaseLog,
  { modelVersion, now }: ForecastRun,
): ProductForecast[] => {
  const nowMs = Date.parse(now);
  const sorted = [...catalog].sort((a, b) => (a.productId < b.productId ? -1 : 1));
  const raw = sorted.flatMap((product) => {
    const ofBuyers = log.get(product.productId);
    return ofBuyers ? [gapsOfProduct(product, ofBuyers, nowMs)] : [];
  });
  const elasticity = quantityElasticity(raw.flatMap(({ ofBuyers }) => ofBuyers));
  const products = raw.map(({ ofBuyers, ...product }) => ({
    ...product,
    ofBuyers: ofBuyers.map((gaps) => perUnit(gaps, elasticity)),
  }));
  const spread = pooledSpread(products);
  const store = levelOf(
    products.flatMap(({ ofBuyers }) => ofBuyers),
    undefined,
  );
  const byCategory = Map.groupBy(products, ({ categoryPath }) => categoryPath);
  const categories = new Map(
    [...byCategory].map(([path, own]) => [
      path,
      levelOf(
        own.flatMap(({ ofBuyers }) => ofBuyers),
        store,
      ),
    ]),
  );
  return products.flatMap(({ productId, categoryPath, ofBuyers, buyers, maturedBuyers }) => {
    const category = categories.get(categoryPath);
    const level = levelOf(ofBuyers, category);
    if (!level || !category) return [];
    if (level.intervals === 0 && maturedBuyers < tellingBuyers) return [];
    const { daysPerUnit, shape, intervals, repeatBuyers } = level;
    return [
      {
        productId,
        daysPerUnit,
        shape,
        spread,
        quantityElasticity: elasticity,
        intervals,
        repeatBuyers,
        category: { intervals: category.intervals, repeatBuyers: category.repeatBuyers },
        buyers,
        maturedBuyers,
        level: levelName(intervals, category),
        modelVersion,
        computedAt: now,
      },
    ];
  });
};

const levelName = (intervals: number, category: GapEvidence): ProductForecast['level'] => {
  if (intervals >= priorGaps) return 'product';
  return category.intervals - intervals >= priorGaps ? 'category' : 'store';
};
