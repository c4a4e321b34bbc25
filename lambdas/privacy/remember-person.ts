import { privacyJobInput } from '#contracts/privacy/privacy-step';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { privacyStep, runningJob } from '#lambdas/shared/privacy-step';

/** Remembers that the customer is being erased: from now on consumers and stores take nothing of the customer's. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('RememberPerson', privacyJobInput, deps, async ({ companyId, jobId }) => {
    const { customerId } = await runningJob(deps, { companyId, jobId });
    await deps.erased.remember(companyId, { customerIds: new Set([customerId]), sessionIds: new Set() }, deps.clock());
    return {};
  });

export const handler = makeHandler(privacyDependencies());
