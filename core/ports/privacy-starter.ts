import type { PrivacyJobKind, PrivacyJobRef } from '#core/privacy/privacy-job';

/** Starts executions of the privacy machine. */
export interface PrivacyStarter {
  /** The same job again changes nothing. Nothing that names the person is handed on. */
  start(job: PrivacyJobRef & { readonly kind: PrivacyJobKind }): Promise<void>;
}
