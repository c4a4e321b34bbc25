import type { PrivacyCounts, PrivacyJob } from '#core/privacy/privacy-job';
import { readSignedFields, signFields } from '#core/tokens/signed-fields';

/** What an erasure did, as it is signed. */
export interface ErasureReport {
  readonly companyId: string;
  readonly jobId: string;
  readonly subject: string;
  readonly requestedAt: string;
  readonly finishedAt: string;
  readonly counts: PrivacyCounts;
}

/** First field, so that no other signed text of a company passes for a report. */
const formatName = 'erasure-report-1';

/** `payload.signature`, both base64url; the payload is readable by anybody. */
export const signErasureReport = (
  { companyId, jobId, subject, createdAt }: Pick<PrivacyJob, 'companyId' | 'jobId' | 'subject' | 'createdAt'>,
  counts: PrivacyCounts,
  finishedAt: string,
  signingKey: string,
): string => signFields([formatName, companyId, jobId, subject, createdAt, finishedAt, counts], signingKey);

/** The report, when it was signed with this key; undefined for any other text. */
export const readErasureReport = (text: string, signingKey: string): ErasureReport | undefined => {
  const fields = readSignedFields(text, signingKey);
  if (fields?.[0] !== formatName) return undefined;
  const [, companyId, jobId, subject, requestedAt, finishedAt, counts] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    PrivacyCounts,
  ];
  return { companyId, jobId, subject, requestedAt, finishedAt, counts };
};
