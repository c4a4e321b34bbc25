import { getTrending } from '#contracts/api/live';
import type { CompanySettings } from '#core/companies/company-settings';
import { joinSignals } from '#core/live/live-signals';
import { type TrendingProduct, trendingProducts } from '#core/live/trending';
import { type LiveDependencies, runtimeDependencies } from '#lambdas/api/live/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

const popularOf = async ({ popularity }: LiveDependencies, { company, liveModel }: CompanySettings) => {
  if (!liveModel) return undefined;
  const wanted = [{ kind: 'popular', category: '' }] as const;
  return (await popularity.getMany(company.companyId, liveModel.modelVersion, wanted))[0];
};

const trendingNow = async (
  deps: LiveDependencies,
  settings: CompanySettings,
  now: string,
): Promise<TrendingProduct[]> => {
  const nowMs = Date.parse(now);
  const [signals, popular] = await Promise.all([deps.live.read(settings.company.companyId), popularOf(deps, settings)]);
  return trendingProducts(joinSignals(signals, nowMs), popular, nowMs);
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

export const makeHandler = (deps: LiveDependencies) =>
  httpEndpoint(getTrending, deps, async ({ company, now }) => {
    const trending = await trendingNow(deps, company, now);
    const ids = trending.map(({ productId }) => productId);
    const cards = ids.length === 0 ? [] : await deps.products.getMany(company.company.companyId, ids);
    const titles = new Map(cards.map(({ productId, title }) => [productId, title]));
    return reply({
      products: trending.map(({ productId, people, ...figures }) => ({
        productId,
        title: titles.get(productId) ?? null,
        people,
        now: rounded(figures.now),
        expected: rounded(figures.expected),
        deviation: rounded(figures.deviation),
      })),
    });
  });

export const handler = makeHandler(runtimeDependencies());
