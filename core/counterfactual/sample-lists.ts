import type { ShownList } from '#core/counterfactual/shown-log';
import { murmurHash } from '#core/experiments/murmur-hash';

/** Lists drawn alike by the hashes of their names: the same ones each time, whatever the order. O(n log n). */
export const sampleLists = (lists: readonly ShownList[], most: number): ShownList[] =>
  lists
    .map((list) => ({ list, name: `${list.sessionId}\n${list.recommendationId}` }))
    .map((named) => ({ ...named, place: murmurHash(`sample\n${named.name}`) }))
    .sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ list }) => list);

type Page = Pick<ShownList, 'sourceProductId' | 'length'>;

/** The lists of the pages that were shown most; of equally often shown ones, by product and length. */
export const listsOfTopPages = (lists: readonly ShownList[], mostPages: number): ShownList[] => {
  const nameOf = ({ sourceProductId, length }: Page): string => `${sourceProductId}\n${length}`;
  const pages = [...Map.groupBy(lists, nameOf)];
  return pages
    .sort(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))
    .slice(0, mostPages)
    .flatMap(([, own]) => own);
};
