import { writeNdjsonStream } from '#adapters/s3/ndjson-file';
import { privacyPartInput } from '#contracts/privacy/privacy-step';
import type { PersonRecord } from '#core/ports/person-items';
import { type Identified, isOfPerson, type Person } from '#core/privacy/person';
import { privacyFiles } from '#core/privacy/privacy-files';
import { type PrivacyPart, parsePart } from '#core/privacy/privacy-part';
import { type PrivacyDependencies, privacyDependencies } from '#lambdas/shared/privacy-dependencies';
import { personOf, privacyStep } from '#lambdas/shared/privacy-step';

async function* eventsOf(deps: PrivacyDependencies, prefix: string, person: Person): AsyncGenerator<PersonRecord> {
  for (const key of await deps.archived.list(prefix)) {
    for await (const line of deps.archived.lines(key)) {
      if (isOfPerson(line as Identified, person)) yield { type: 'event', data: line };
    }
  }
}

async function* recordsOf(
  deps: PrivacyDependencies,
  companyId: string,
  person: Person,
  part: PrivacyPart,
): AsyncGenerator<PersonRecord> {
  if (part.kind === 'events') yield* eventsOf(deps, deps.archive.dayPrefix(companyId, part.day), person);
  if (part.kind === 'shopper') yield* deps.items.records(companyId, person);
  if (part.kind === 'mentions') yield* deps.items.quarantined(companyId, person);
  if (part.kind !== 'orders') return;
  for await (const order of deps.orders.streamMonth(companyId, part.month)) {
    if (isOfPerson(order, person)) yield { type: 'order', data: order };
  }
}

/** Copies what a part holds of the person. */
export const makeHandler = (deps: PrivacyDependencies) =>
  privacyStep('GatherPart', privacyPartInput, deps, async ({ companyId, jobId, part }) => {
    const ref = { companyId, jobId };
    const person = await personOf(deps, ref);
    const gathered = await writeNdjsonStream(recordsOf(deps, companyId, person, parsePart(part)));
    await deps.artifacts.put(privacyFiles(ref).gathered(part), gathered);
    return {};
  });

export const handler = makeHandler(privacyDependencies());
