import type { Model } from './use-models.ts';

export const statusNames: Readonly<Record<Model['status'], string>> = {
  training: 'In training',
  ready: 'Ready',
  held: 'Held back',
  live: 'Live',
  retired: 'Replaced',
  failed: 'Failed',
};

export const statusColors: Readonly<Record<Model['status'], 'success' | 'info' | 'warning' | 'error' | 'default'>> = {
  training: 'info',
  ready: 'info',
  held: 'warning',
  live: 'success',
  retired: 'default',
  failed: 'error',
};

export const reasonNames: Readonly<Record<Model['reason'], string>> = {
  nightly: 'nightly run',
  manual: 'started by hand',
};

/** The figures that tell most in one line: those of the blended list when it was measured. */
export const mainMetrics = (model: Model) => model.metrics.blend ?? Object.values(model.metrics)[0];
