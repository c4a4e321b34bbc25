import { useExperiments } from '../experiments/use-experiments.ts';
import { useTitleOf } from '../products/use-title-of.ts';
import type { TitleOf } from './describe-condition.ts';

/** Names of what rules speak of: products and experiments. */
export const useNameOf = (): TitleOf => {
  const titleOf = useTitleOf();
  const experiments = useExperiments();
  return (id, of = 'product') => {
    if (of === 'product') return titleOf(id);
    return experiments.data?.find(({ experimentId }) => experimentId === id)?.name ?? id;
  };
};
