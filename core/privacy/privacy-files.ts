import type { PrivacyJobRef } from '#core/privacy/privacy-job';

/** Everything that jobs of a company leave in the artefact bucket. */
export const privacyRoot = (companyId: string): string => `privacy/${companyId}/`;

/** Where a job keeps its files. All but the export itself go when the job is done. */
export const privacyFiles = ({ companyId, jobId }: PrivacyJobRef) => {
  const work = `${privacyRoot(companyId)}${jobId}/work/`;
  const named = (folder: string, part: string) => `${work}${folder}/${part.replaceAll('/', '-')}`;
  return {
    work,
    foundPrefix: `${work}found/`,
    donePrefix: `${work}done/`,
    gatheredPrefix: `${work}gathered/`,
    /** Sessions that a part names with the customer. */
    found: (part: string) => `${named('found', part)}.json`,
    /** All sessions of the person. */
    person: `${work}person.json`,
    /** Written before a part is changed, so that a repetition knows that there may be old versions. */
    touched: (part: string) => `${named('touched', part)}.json`,
    done: (part: string) => `${named('done', part)}.json`,
    /** What a part holds of the person, for an export. */
    gathered: (part: string) => `${named('gathered', part)}.ndjson.gz`,
    /** Its last part is the name that people save it under. */
    export: `${privacyRoot(companyId)}${jobId}/export-${jobId}.ndjson`,
  } as const;
};
