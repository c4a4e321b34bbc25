export const privacyJobKinds = ['export', 'erasure'] as const;
export type PrivacyJobKind = (typeof privacyJobKinds)[number];

export const privacyJobStatuses = ['running', 'succeeded', 'failed'] as const;
export type PrivacyJobStatus = (typeof privacyJobStatuses)[number];

/** How much of each kind was found, exported or erased. */
export type PrivacyCounts = Readonly<Record<string, number>>;

/** The export or the erasure of one person, and the proof that it was done: it outlives the person's data. */
export interface PrivacyJob {
  readonly companyId: string;
  readonly jobId: string;
  readonly kind: PrivacyJobKind;
  readonly status: PrivacyJobStatus;
  /** Keyed hash of the customer's id: tells two requests about one person, and nothing about the person. */
  readonly subject: string;
  /** The id itself, only while the job runs. */
  readonly customerId?: string;
  /** User id of the owner who asked; `server` for a secret key. */
  readonly requestedBy: string;
  readonly counts: PrivacyCounts;
  /** Key of the exported file, until it expires. */
  readonly fileKey: string | null;
  readonly fileExpiresAt: string | null;
  /** Signed report of an erasure. */
  readonly report: string | null;
  readonly failure: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Names one job. */
export interface PrivacyJobRef {
  readonly companyId: string;
  readonly jobId: string;
}

/** For how long an exported file can be fetched. */
export const exportKeepDays = 7;

/** For how long it is known that, and when, somebody was exported or erased: the usual limitation of claims. */
export const jobKeepDays = 3 * 365;

export interface NewPrivacyJob extends Pick<PrivacyJob, 'companyId' | 'kind' | 'subject' | 'requestedBy'> {
  readonly customerId: string;
  /** Letters and digits, at least 10. */
  readonly randomId: string;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** A job that begins now; ids sort by time. */
export const newPrivacyJob = ({ randomId, now, ...given }: NewPrivacyJob): PrivacyJob => ({
  ...given,
  jobId: `${Date.parse(now).toString(36).padStart(9, '0')}-${randomId.slice(-10)}`,
  status: 'running',
  counts: {},
  fileKey: null,
  fileExpiresAt: null,
  report: null,
  failure: null,
  createdAt: now,
  updatedAt: now,
});

/** Longer than a machine runs: a job that is older and has not ended lost its machine. */
const longestRunMs = 25 * 3_600_000;

/** True while the job may still be at work. `now` is ISO-8601 UTC. */
export const isAtWork = ({ status, createdAt }: Pick<PrivacyJob, 'status' | 'createdAt'>, now: string): boolean =>
  status === 'running' && Date.parse(now) - Date.parse(createdAt) < longestRunMs;

/** Sums counts by name. */
export const addPrivacyCounts = (all: readonly PrivacyCounts[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const [name, count] of all.flatMap((counts) => Object.entries(counts))) sums[name] = (sums[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)));
};
