import { type PartList, privacyJobInput } from '#contracts/privacy/privacy-step';
import { searchedParts } from '#core/privacy/privacy-part';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { privacyStep, runningJob } from '#lambdas/shared/privacy-step';

/** Lists where sessions of the person may be named. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('PrepareSearch', privacyJobInput, deps, async ({ companyId, jobId }): Promise<PartList> => {
    await runningJob(deps, { companyId, jobId });
    const [days, months] = await Promise.all([deps.archive.days(companyId, ''), deps.orders.months(companyId)]);
    return { parts: searchedParts(days, months) };
  });

export const handler = makeHandler(privacyDependencies());
