import { putSubscriptionConfig } from '#contracts/api/subscriptions';
import { configBody } from '#lambdas/api/subscriptions/config-body';
import {
  runtimeDependencies,
  type SubscriptionAdminDependencies,
} from '#lambdas/api/subscriptions/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: SubscriptionAdminDependencies) =>
  httpEndpoint(putSubscriptionConfig, deps, async ({ params, body, company, ifMatchVersion, person, now }) => {
    const { companyId } = company.company;
    const { productId } = params;
    const product = await deps.products.get(companyId, productId);
    if (!product) return problem('not_found', `The store has no product ${productId}`);
    const change = { value: body, expectedVersion: ifMatchVersion, now, by: person.userId };
    const stored = await deps.configs.put(companyId, productId, change);
    return reply(configBody(productId, stored), { version: stored.version });
  });

export const handler = makeHandler(runtimeDependencies());
