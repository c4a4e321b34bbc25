import { relationNames } from '../recommendations/recommendation-config.ts';
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

/** What puts a model live: one that served before by rolling back to it, one that never did by its release. */
export const putLiveAction = ({
  status,
  rowsRemovedAt,
}: Pick<Model, 'status' | 'rowsRemovedAt'>): 'release' | 'roll-back' | undefined => {
  if (rowsRemovedAt !== null) return undefined;
  if (status === 'retired') return 'roll-back';
  return status === 'ready' || status === 'held' ? 'release' : undefined;
};

const listOrder = ['blend', 'bought-together', 'also-bought', 'also-viewed', 'similar'];

const placeOf = (list: string): number => {
  const place = listOrder.indexOf(list);
  return place < 0 ? listOrder.length : place;
};

export const listName = (list: string): string => relationNames[list] ?? (list === 'blend' ? 'Blend' : list);

/** Metrics by list, the one that tells most first. The API gives them in any order. */
export const metricsInOrder = ({ metrics }: Pick<Model, 'metrics'>) =>
  Object.entries(metrics).sort(([a], [b]) => placeOf(a) - placeOf(b) || a.localeCompare(b));
