import { getConversion } from '#contracts/api/analytics';
import { type BreakdownEntry, breakdown } from '#core/analytics/breakdown';
import { ordersOf, ratesOf } from '#core/analytics/figures';
import { checkPeriod } from '#lambdas/api/analytics/check-period';
import { type AnalyticsDependencies, runtimeDependencies } from '#lambdas/api/analytics/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

const typeBody = (entry: BreakdownEntry) => {
  const { impressions, itemImpressions, clicks, addsToCart } = entry.events;
  const { clicksPerList, clicksPerProduct, addsPerClick, ordersPerClick } = ratesOf(entry);
  return {
    relation: entry.key.relation ?? null,
    listsShown: impressions,
    productsShown: itemImpressions,
    clicks,
    addsToCart,
    orders: ordersOf(entry),
    clicksPerList,
    clicksPerProduct,
    addsPerClick,
    ordersPerClick,
    revenue: entry.money.map(({ currency, revenueMinor }) => ({ currency, amount: revenueMinor })),
  };
};

export const makeHandler = (deps: AnalyticsDependencies) =>
  httpEndpoint(getConversion, deps, async ({ company: { company }, query }) => {
    checkPeriod(query);
    const { from, to } = query;
    const { entries } = breakdown(await deps.rollUps.days(company.companyId, from, to), 'relation');
    const types = entries.map(typeBody);
    return reply({ from, to, timeZone: company.timeZone, types, attribution: 'last-touch-not-causal' as const });
  });

export const handler = makeHandler(runtimeDependencies());
