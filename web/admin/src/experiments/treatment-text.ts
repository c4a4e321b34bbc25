import type { ListTreatment } from '../../../../core/experiments/experiment.ts';
import { formatShare } from '../layout/format.ts';
import { placementNames } from './words.ts';

/** What a variant's list looks like, in words. */
export const treatmentText = (treatment: ListTreatment = {}): string => {
  const { isHidden, list, limit, diversity, weights, languageModel } = treatment;
  if (isHidden) return 'No list at all';
  const parts = [
    ...(list === undefined ? [] : [`the list “${placementNames[list] ?? list}” in its place`]),
    ...(limit === undefined ? [] : [`${limit} ${limit === 1 ? 'product' : 'products'}`]),
    ...(diversity === undefined ? [] : [`variety ${formatShare(diversity)}`]),
    ...(weights === undefined ? [] : ['its own blend']),
    ...(languageModel === undefined ? [] : [languageModel ? 'reasons by AI allowed' : 'no reasons by AI']),
  ];
  return parts.length === 0 ? 'Your list as it is' : `Your list with ${parts.join(', ')}`;
};
