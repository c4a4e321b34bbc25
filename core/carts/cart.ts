export const devices = ['desktop', 'mobile', 'tablet', 'other'] as const;
export type Device = (typeof devices)[number];

export const utmParameters = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type UtmParameter = (typeof utmParameters)[number];

/** Where the shopper stands, as far as the shop page knows. */
export interface CartContext {
  readonly device?: Device;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country?: string;
  /** Address of the page that led to the shop. */
  readonly referrer?: string;
  readonly utm?: Partial<Readonly<Record<UtmParameter, string>>>;
  /** True when the page has never seen this browser before. */
  readonly firstVisit?: boolean;
  /** Variants that the shopper is in, by experiment. */
  readonly variants?: Readonly<Record<string, string>>;
}

export interface CartLine {
  readonly productId: string;
  /** Units, ≥ 1. */
  readonly quantity: number;
}

/** What a shopper is about to buy. Prices are never taken from the page: they come from the catalog when needed. */
export interface Cart {
  readonly cartId: string;
  /** At most `mostCartLines`, each product once. */
  readonly lines: readonly CartLine[];
  readonly customerId?: string;
  readonly sessionId?: string;
  /** ISO 4217 code; the company's own when absent. */
  readonly currency?: string;
  readonly couponCodes: readonly string[];
  readonly context: CartContext;
  /** ISO-8601 UTC. */
  readonly updatedAt: string;
}

export const mostCartLines = 100;
/** Units of one product, over all lines that name it. */
export const mostUnits = 1e6;

/** Lines with each product once, in order of first mention: shops that split a line by size or gift wrap send it twice. */
export const mergeLines = (lines: readonly CartLine[]): CartLine[] => {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
};
