import type { PrivacyJob } from './use-settings.ts';

export const jobKindNames: Readonly<Record<PrivacyJob['kind'], string>> = { export: 'Export', erasure: 'Erasure' };

export const jobStatusNames: Readonly<Record<PrivacyJob['status'], string>> = {
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
};

/** `ordersPseudonymised` and `archive-lines` as words. */
const inWords = (name: string): string =>
  name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/[.:_-]/g, ' ')
    .trim();

/** How much of each kind was found; zeros say nothing and are left out. */
export const countsText = (counts: PrivacyJob['counts']): string => {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${inWords(name)}: ${count.toLocaleString()}`);
  return parts.length === 0 ? 'Nothing was kept of this person.' : parts.join(' · ');
};
