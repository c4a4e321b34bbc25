/** What the element's attributes ask for. */
export interface RecommendationQuery {
  readonly apiBase: string;
  /** The product beside which the list stands; absent on pages without one. */
  readonly productId?: string;
  readonly companyId: string;
  readonly publishableKey?: string;
  readonly placement: Placement;
  readonly limit?: number;
  readonly currency?: string;
  readonly exclude?: string;
  /** BCP 47 tag of the page; decides the language of the reasons. */
  readonly locale?: string;
  /** Ids of what is in the cart, newest first; makes the list personal. */
  readonly cart?: string;
  /** The variant of a running experiment that the page drew for a list which all visitors share. */
  readonly experimentId?: string;
  readonly variant?: string;
  /** Only when the list may be personal: such an answer is not cached. */
  readonly sessionId?: string;
}

const pathEndings = {
  hybrid: '',
  'also-bought': '/also-bought',
  'you-might-like': '/you-might-like',
  'frequently-viewed': '/frequently-viewed',
} as const;
export type Placement = keyof typeof pathEndings;

/** The placement that an attribute names; anything unknown is the blended list. */
export const toPlacement = (attribute: string | null): Placement =>
  attribute !== null && attribute in pathEndings ? (attribute as Placement) : 'hybrid';

const pathOf = ({ productId, placement }: RecommendationQuery): string =>
  productId === undefined
    ? '/api/recommendations'
    : `/api/products/${encodeURIComponent(productId)}/recommendations${pathEndings[placement]}`;

/** Address of the list: everything travels in the query string so that the browser needs no preflight request. */
export const recommendationUrl = (query: RecommendationQuery): string => {
  const search = new URLSearchParams();
  const members = {
    companyId: query.companyId,
    key: query.publishableKey,
    limit: query.limit,
    currency: query.currency,
    exclude: query.exclude,
    locale: query.locale,
    cart: query.cart,
    experimentId: query.experimentId,
    variant: query.variant,
    sessionId: query.sessionId,
  };
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return `${query.apiBase.replace(/\/$/, '')}${pathOf(query)}?${search}`;
};
