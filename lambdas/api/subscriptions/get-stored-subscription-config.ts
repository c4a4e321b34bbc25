import { getStoredSubscriptionConfig } from '#contracts/api/subscriptions';
import { configReply } from '#lambdas/api/subscriptions/config-reply';
import {
  runtimeDependencies,
  type SubscriptionAdminDependencies,
} from '#lambdas/api/subscriptions/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: SubscriptionAdminDependencies) =>
  httpEndpoint(getStoredSubscriptionConfig, deps, async ({ params: { productId }, company }) =>
    configReply(productId, await deps.configs.get(company.company.companyId, productId)),
  );

export const handler = makeHandler(runtimeDependencies());
