import { getProductActivity, mostActivityDays } from '#contracts/api/live';
import { hourMs } from '#core/activity/product-activity';
import { type LiveDependencies, runtimeDependencies } from '#lambdas/api/live/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const instant = (ms: number): string => new Date(ms).toISOString();

/** Whole hours. @throws ProblemError 422 for an end that is not after the start, or a window that is too long */
const windowOf = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const [first, end] = [Math.floor(Date.parse(from) / hourMs) * hourMs, Math.ceil(Date.parse(to) / hourMs) * hourMs];
  if (end <= first) problem('unprocessable', `The end ${to} does not lie after the start ${from}`);
  if (end - first > mostActivityDays * 24 * hourMs) {
    problem('unprocessable', `At most ${mostActivityDays} days are told at once`);
  }
  return { from: instant(first), to: instant(end) };
};

export const makeHandler = (deps: LiveDependencies) =>
  httpEndpoint(getProductActivity, deps, async ({ company, params: { productId }, query }) => {
    const { from, to } = windowOf(query);
    const hours = await deps.activity.ofProduct(company.company.companyId, productId, from, to);
    return reply({
      productId,
      from,
      to,
      views: hours.reduce((sum, { views }) => sum + views, 0),
      impressions: hours.reduce((sum, { impressions }) => sum + impressions, 0),
      hours: hours.map(({ hour, views, impressions }) => ({ hour: instant(hour * hourMs), views, impressions })),
    });
  });

export const handler = makeHandler(runtimeDependencies());
