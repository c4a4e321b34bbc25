import { formatPrice } from '../../../core/money/format-price.ts';
import { buildPicture, element, productUrl } from './dom.ts';
import type { ListWords } from './list-words.ts';
import type { RecommendationList, RecommendedItem } from './recommendation-list.ts';

export interface ListOptions {
  readonly locale?: string;
  /** Address of a product page with `{productId}` in it, for items that bring no address. */
  readonly urlTemplate?: string | null;
  readonly onSelect: (item: RecommendedItem, event: Event) => void;
}

const buildCard = (item: RecommendedItem, options: ListOptions): HTMLElement => {
  const href = productUrl(item, options.urlTemplate);
  const card = href
    ? element('a', { class: 'card', part: 'card', href })
    : element('button', { class: 'card', part: 'card', type: 'button' });
  card.append(
    buildPicture(item.imageUrl),
    element(
      'div',
      { class: 'body', part: 'body' },
      element('span', { class: 'title', part: 'title' }, item.title),
      element('span', { class: 'price', part: 'price' }, formatPrice(item.price, options.locale)),
      element('span', { class: 'reason', part: 'reason' }, item.reason.text),
    ),
  );
  const select = (event: Event) => options.onSelect(item, event);
  card.addEventListener('click', select);
  card.addEventListener('auxclick', (event) => {
    if (event instanceof MouseEvent && event.button === 1) select(event);
  });
  return element('li', { part: 'item' }, card);
};

export const buildItems = (list: RecommendationList, options: ListOptions): HTMLElement[] =>
  list.items.map((item) => buildCard(item, options));

export const buildSkeleton = (cards: number): HTMLElement => {
  const items = Array.from({ length: cards }, () =>
    element(
      'li',
      {},
      element(
        'div',
        { class: 'card' },
        element('div', { class: 'picture' }),
        element('div', { class: 'body' }, element('div', { class: 'bar' }), element('div', { class: 'bar short' })),
      ),
    ),
  );
  return element('ul', { class: 'skeleton', 'aria-hidden': 'true' }, ...items);
};

const buildArrow = (label: string, sign: string, scroll: () => void): HTMLButtonElement => {
  const arrow = element('button', { type: 'button', 'aria-label': label, part: 'arrow' }, sign);
  arrow.addEventListener('click', scroll);
  return arrow;
};

/** Heading, arrows (shown by the style sheet when the cards overflow) and the scrolling row. */
export const buildSection = (heading: string, row: HTMLElement, words: ListWords): HTMLElement => {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const scrollBy = (direction: 1 | -1) =>
    row.scrollBy({ left: direction * row.clientWidth * 0.8, behavior: still ? 'auto' : 'smooth' });
  const back = buildArrow(words.previous, '‹', () => scrollBy(-1));
  const forth = buildArrow(words.more, '›', () => scrollBy(1));
  const section = element(
    'section',
    { 'aria-label': heading, part: 'section' },
    element(
      'header',
      { part: 'header' },
      element('h2', { part: 'heading' }, heading),
      element('div', { class: 'arrows' }, back, forth),
    ),
    row,
  );
  const update = () => {
    section.classList.toggle('overflows', row.scrollWidth > row.clientWidth + 8);
    back.disabled = row.scrollLeft < 8;
    forth.disabled = row.scrollLeft + row.clientWidth > row.scrollWidth - 8;
  };
  row.addEventListener('scroll', update, { passive: true });
  new ResizeObserver(update).observe(row);
  return section;
};
