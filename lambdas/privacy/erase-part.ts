import { privacyPartInput } from '#contracts/privacy/privacy-step';
import type { Person } from '#core/privacy/person';
import { privacyFiles } from '#core/privacy/privacy-files';
import { addPrivacyCounts, type PrivacyCounts, type PrivacyJobRef } from '#core/privacy/privacy-job';
import { type PrivacyPart, parsePart } from '#core/privacy/privacy-part';
import { eraseDay, eraseExports, eraseMonth, eraseRuns } from '#lambdas/shared/erase-files';
import { eraseImports } from '#lambdas/shared/erase-imports';
import { readJson, writeJson } from '#lambdas/shared/json-artifact';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { personOf, privacyStep } from '#lambdas/shared/privacy-step';

const erase = async (
  deps: PrivacyDependencies,
  ref: PrivacyJobRef,
  person: Person,
  part: PrivacyPart,
): Promise<PrivacyCounts> => {
  const { companyId } = ref;
  switch (part.kind) {
    case 'events':
      return eraseDay(deps, ref, person, part.day);
    case 'orders':
      return eraseMonth(deps, companyId, person, part.month);
    case 'shopper':
      return deps.items.erase(companyId, person);
    case 'mentions':
      return deps.items.eraseMentions(companyId, person);
    case 'imports':
      return eraseImports(deps, companyId, person);
    case 'runs':
      // What was at work before and has ended since may have written some of the shopper's items anew.
      return addPrivacyCounts([await eraseRuns(deps, companyId, person), await deps.items.erase(companyId, person)]);
    case 'exports':
      return eraseExports(deps, ref);
  }
};

/** Erases what a part holds of the person, once: a repetition after the end finds what it counted. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('ErasePart', privacyPartInput, deps, async ({ companyId, jobId, part }) => {
    const ref = { companyId, jobId };
    const { done } = privacyFiles(ref);
    if ((await readJson(deps.artifacts, done(part))) !== undefined) return {};
    const counts = await erase(deps, ref, await personOf(deps, ref), parsePart(part));
    await writeJson(deps.artifacts, done(part), counts);
    return {};
  });

export const handler = makeHandler(privacyDependencies());
