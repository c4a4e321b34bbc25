import type { CompanySettings } from '#core/companies/company-settings';
import type { SubscriptionDependencies } from '#lambdas/api/subscriptions/runtime-dependencies';
import { logFailure } from '#lambdas/api/subscriptions/subscription-shelf';
import { ProblemError } from '#lambdas/shared/problem';
import type { Reply } from '#lambdas/shared/reply';

/** A shop page gets `fallback` when our side fails, never an error; what the caller did wrong stays a problem. */
export const orDegraded = async <Body>(
  deps: SubscriptionDependencies,
  company: CompanySettings,
  fallback: Body,
  work: () => Promise<Reply<Body>>,
): Promise<Reply<Body>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    logFailure(deps, company, error);
    return { body: fallback, personal: true };
  }
};
