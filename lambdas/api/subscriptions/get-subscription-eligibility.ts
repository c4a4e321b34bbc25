import type * as z from 'zod';
import { getSubscriptionEligibility } from '#contracts/api/subscriptions';
import { orDegraded } from '#lambdas/api/subscriptions/degrade';
import { type SubscriptionDependencies, storefrontDependencies } from '#lambdas/api/subscriptions/runtime-dependencies';
import { eligibilityOf, readShelf } from '#lambdas/api/subscriptions/subscription-shelf';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

type Body = z.input<NonNullable<typeof getSubscriptionEligibility.response>>;

export const makeHandler = (deps: SubscriptionDependencies) =>
  httpEndpoint(getSubscriptionEligibility, deps, ({ params: { productId }, query, company }) => {
    const unknown: Body = { productId, eligible: false, predictable: false, reasons: [], degraded: true };
    return orDegraded(deps, company, unknown, async () => {
      const { shelf } = await readShelf(deps, company, productId);
      const { eligible, predictable, reasons } = eligibilityOf(shelf, company, query.currency);
      return reply({ productId, eligible, predictable, reasons: [...reasons], degraded: false });
    });
  });

export const handler = makeHandler(storefrontDependencies());
