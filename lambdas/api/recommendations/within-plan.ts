import type { CompanySettings } from '#core/companies/company-settings';
import type { ServingLimits } from '#core/plans/serving-limits';
import type { ServeRequest } from '#lambdas/api/recommendations/serve-list';

const withoutLanguageModels = (company: CompanySettings): CompanySettings => ({
  ...company,
  flags: { ...company.flags, value: { ...company.flags.value, mi_recommendations_enabled: false } },
});

/** The request as far as the company's plan goes. What is in the cart stays out of the list whatever the plan. */
export const withinPlan = (request: ServeRequest, { followsVisit, followsCustomer }: ServingLimits): ServeRequest => {
  const { sessionId, customerId, recent, cart, ...query } = request.query;
  const visit = followsVisit ? { sessionId, recent, cart } : { exclude: [...(query.exclude ?? []), ...(cart ?? [])] };
  return {
    ...request,
    company: followsCustomer ? request.company : withoutLanguageModels(request.company),
    query: { ...query, ...visit, ...(followsCustomer && { customerId }) },
  };
};
