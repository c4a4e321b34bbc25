import type * as z from 'zod';
import { getSubscriptionConfig } from '#contracts/api/subscriptions';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { orDegraded } from '#lambdas/api/subscriptions/degrade';
import { type SubscriptionDependencies, storefrontDependencies } from '#lambdas/api/subscriptions/runtime-dependencies';
import { readShelf } from '#lambdas/api/subscriptions/subscription-shelf';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';
import { sharedCaching } from '#lambdas/shared/shared-caching';

type Body = z.input<NonNullable<typeof getSubscriptionConfig.response>>;

const bodyOf = (productId: string, config: SubscriptionConfig, degraded: boolean): Body => ({
  productId,
  ...config,
  allowedFrequencies: [...config.allowedFrequencies],
  degraded,
});

export const makeHandler = (deps: SubscriptionDependencies) =>
  httpEndpoint(getSubscriptionConfig, deps, ({ params: { productId }, company }) =>
    orDegraded(deps, company, bodyOf(productId, defaultSubscriptionConfig, true), async () => {
      const { shelf, ageSeconds } = await readShelf(deps, company, productId);
      const config = shelf.subscriptionConfig ?? defaultSubscriptionConfig;
      return reply(bodyOf(productId, config, false), { headers: sharedCaching(ageSeconds) });
    }),
  );

export const handler = makeHandler(storefrontDependencies());
