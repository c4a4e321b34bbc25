import type { ServingLimits } from '#core/plans/serving-limits';
import type { ServeRequest } from '#lambdas/api/recommendations/serve-list';

/** The request as far as the company's plan goes. What is in the cart stays out of the list whatever the plan. */
export const withinPlan = (request: ServeRequest, { followsVisit, followsCustomer }: ServingLimits): ServeRequest => {
  const { sessionId, customerId, recent, cart, ...query } = request.query;
  const visit = followsVisit ? { sessionId, recent, cart } : { exclude: [...(query.exclude ?? []), ...(cart ?? [])] };
  return {
    ...request,
    query: { ...query, ...visit, ...(followsCustomer && { customerId }) },
  };
};
