import { getOrderCredit } from '#contracts/api/attribution';
import type { OrderCredit } from '#core/attribution/order-credit';
import { type AttributionDependencies, runtimeDependencies } from '#lambdas/api/attribution/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

/** Who bought is left out: what earned an order is for everybody who may see figures. */
const bodyOf = (orderId: string, { terms, earners, rows }: OrderCredit) => ({
  orderId,
  clickWindowHours: terms.clickWindowHours,
  viewWindowHours: terms.viewWindowHours,
  date: rows[0]?.date ?? null,
  earners: earners.map(({ kind, at, productIds, servedId, cause }) => ({
    kind,
    at,
    productIds: [...productIds],
    servedId,
    cause,
  })),
  figures: rows.map(({ dimension, counts }) => ({ dimension, counts })),
});

export const makeHandler = (deps: AttributionDependencies) =>
  httpEndpoint(getOrderCredit, deps, async ({ params, company }) => {
    const credit = await deps.credits.get(company.company.companyId, params.orderId);
    return credit
      ? reply(bodyOf(params.orderId, credit))
      : problem('not_found', `Nothing is known of an order ${params.orderId}`);
  });

export const handler = makeHandler(runtimeDependencies());
