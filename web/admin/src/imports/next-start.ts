import type { ImportJob } from './use-imports.ts';

export interface NextStart {
  readonly label: string;
  readonly dryRun: boolean;
}

/** How a job can be started once more: a checked one for real, a failed one as before; it goes on where it stopped. */
export const nextStart = ({ status, dryRun }: Pick<ImportJob, 'status' | 'dryRun'>): NextStart | undefined => {
  if (status === 'failed') return { label: 'Try again', dryRun };
  return status === 'succeeded' && dryRun ? { label: 'Import now', dryRun: false } : undefined;
};
