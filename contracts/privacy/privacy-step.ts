import * as z from 'zod';
import { companyId } from '#contracts/scalars';
import { privacyJobKinds } from '#core/privacy/privacy-job';

/** Input of the privacy machine and of its steps. Nothing in it names the person: executions are kept for 90 days. */
export const privacyJobInput = z.object({
  companyId,
  jobId: z.string().min(1),
  kind: z.enum(privacyJobKinds),
});

export const privacyPartInput = privacyJobInput.extend({ part: z.string().min(1) });

/** Names of the map states' items. */
export interface PartList {
  readonly parts: readonly string[];
}
