import { placementNames } from '../experiments/words.ts';
import { formatShare } from '../layout/format.ts';
import type { Opportunity } from './use-reports.ts';

type Kind = Opportunity['kind'];

export const kindNames: Readonly<Record<Kind, string>> = {
  'pair-not-shown': 'Bought together, hardly shown together',
  'out-of-stock': 'Sold out, but wanted',
  'unclicked-placement': 'A list that nobody clicks',
  'never-recommended': 'Never recommended',
  'thin-content': 'Products that say too little',
};

export const actionNames: Readonly<Record<Kind, string>> = {
  'pair-not-shown': 'Make an offer of it',
  'out-of-stock': 'Update the stock',
  'unclicked-placement': 'Change the list',
  'never-recommended': 'See its list',
  'thin-content': 'Complete the product',
};

const fieldNames: Readonly<Record<NonNullable<Opportunity['missing']>[number], string>> = {
  category: 'a category',
  brand: 'a brand',
  image: 'a picture',
  attributes: 'attributes',
  title: 'a telling title',
};

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const count = (value: number | undefined, one: string, many = `${one}s`): string =>
  `${(value ?? 0).toLocaleString()} ${value === 1 ? one : many}`;

export const titleOf = ({ kind, titles, placement }: Opportunity): string => {
  if (kind === 'unclicked-placement') return placementNames[placement ?? ''] ?? placement ?? kindNames[kind];
  return kind === 'pair-not-shown' ? titles.join(' + ') : (titles[0] ?? kindNames[kind]);
};

/** The counts behind an opportunity in a sentence; what a change would bring is not known and not said. */
export const evidenceText = ({ kind, evidence, missing = [], titles }: Opportunity): string => {
  switch (kind) {
    case 'pair-not-shown': {
      const times = (evidence.lift ?? 0).toLocaleString(undefined, { maximumFractionDigits: 1 });
      const orders = `${(evidence.ordersWithBoth ?? 0).toLocaleString()} of the ${count(evidence.ordersWithFirst, 'order')} with ${titles[0]} hold ${titles[1]}, too`;
      return `${orders}: ${times} times as often as by chance.`;
    }
    case 'out-of-stock':
      return `${count(evidence.unitsSold, 'unit')} sold, now ${count(evidence.stock, 'unit')} in stock; it would stand in ${count(evidence.lists, 'list')}.`;
    case 'unclicked-placement':
      return `Shown ${count(evidence.lists, 'time')}, clicked ${count(evidence.clicks, 'time')}; the share of clicks is at most ${formatShare(evidence.highestClickShare ?? 0)}.`;
    case 'never-recommended':
      return `On sale and looked at ${count(evidence.views, 'time')}, bought in ${count(evidence.ordersWith, 'order')}, but in no list.`;
    case 'thin-content':
      return `It lacks ${joined(missing.map((field) => fieldNames[field]))}; looked at ${count(evidence.views, 'time')}, bought in ${count(evidence.ordersWith, 'order')}.`;
  }
};

/** Where something can be done about it. */
export const linkOf = ({ link }: Opportunity): string => {
  const search = new URLSearchParams(link.query);
  return search.size > 0 ? `${link.path}?${search}` : link.path;
};
