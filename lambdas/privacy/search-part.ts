import { privacyPartInput } from '#contracts/privacy/privacy-step';
import type { Identified } from '#core/privacy/person';
import { privacyFiles } from '#core/privacy/privacy-files';
import { type PrivacyPart, parsePart } from '#core/privacy/privacy-part';
import { writeJson } from '#lambdas/shared/json-artifact';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { privacyStep, runningJob } from '#lambdas/shared/privacy-step';

/** Everything in a part that may name the customer together with a session. */
async function* recordsOf(
  deps: PrivacyDependencies,
  companyId: string,
  customerId: string,
  part: PrivacyPart,
): AsyncGenerator<Identified> {
  if (part.kind === 'orders') yield* deps.orders.streamMonth(companyId, part.month);
  if (part.kind === 'shopper') yield* deps.items.carts(companyId, customerId);
  if (part.kind !== 'events') return;
  for (const key of await deps.archived.list(deps.archive.dayPrefix(companyId, part.day))) {
    for await (const line of deps.archived.lines(key)) yield line as Identified;
  }
}

/** Finds the sessions in which the customer was signed in. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('SearchPart', privacyPartInput, deps, async ({ companyId, jobId, part }) => {
    const ref = { companyId, jobId };
    const { customerId } = await runningJob(deps, ref);
    const found = new Set<string>();
    for await (const record of recordsOf(deps, companyId, customerId, parsePart(part))) {
      if (record.customerId === customerId && record.sessionId !== undefined) found.add(record.sessionId);
    }
    if (found.size > 0) await writeJson(deps.artifacts, privacyFiles(ref).found(part), { sessionIds: [...found] });
    return {};
  });

export const handler = makeHandler(privacyDependencies());
