import type { Placement } from './recommendation-url.ts';

/** What the list says itself; the reasons come from the API in the same languages. */
export interface ListWords {
  readonly headings: Readonly<Record<Placement, string>>;
  readonly previous: string;
  readonly more: string;
}

const english: ListWords = {
  headings: {
    hybrid: 'You may also like',
    'also-bought': 'Customers also bought',
    'you-might-like': 'Picked for you',
    'frequently-viewed': 'Often viewed together',
  },
  previous: 'Show previous products',
  more: 'Show more products',
};

const words = new Map<string, ListWords>([
  ['en', english],
  [
    'de',
    {
      headings: {
        hybrid: 'Das könnte Ihnen auch gefallen',
        'also-bought': 'Andere kauften auch',
        'you-might-like': 'Für Sie ausgesucht',
        'frequently-viewed': 'Oft zusammen angesehen',
      },
      previous: 'Vorherige Artikel zeigen',
      more: 'Weitere Artikel zeigen',
    },
  ],
  [
    'fr',
    {
      headings: {
        hybrid: 'Vous aimerez aussi',
        'also-bought': 'D’autres clients ont aussi acheté',
        'you-might-like': 'Choisis pour vous',
        'frequently-viewed': 'Souvent vus ensemble',
      },
      previous: 'Afficher les articles précédents',
      more: 'Afficher plus d’articles',
    },
  ],
  [
    'es',
    {
      headings: {
        hybrid: 'También te puede gustar',
        'also-bought': 'Otros clientes también compraron',
        'you-might-like': 'Elegido para ti',
        'frequently-viewed': 'Se suelen ver juntos',
      },
      previous: 'Ver los productos anteriores',
      more: 'Ver más productos',
    },
  ],
]);

/** The words for a language tag such as `de-AT`; English for any other language. */
export const listWords = (locale: string | undefined): ListWords =>
  words.get(locale?.toLowerCase().split(/[-_]/)[0] ?? 'en') ?? english;
