/** Events for the consumer to count. */
export interface ConsumerLoad {
  readonly events: number;
  /** Shops whose shoppers take turns. */
  readonly companies: number;
  readonly sessions: number;
  readonly customers: number;
  readonly products: number;
  /** Share of the sessions that are signed in. */
  readonly signedIn: number;
}

/**
 * A busy shop, the dearest case of one: so many shoppers at once that hardly any comes twice in a batch. A fifth of them
 * are signed in; a few products draw most looks.
 */
export const busyShop: ConsumerLoad = {
  events: 1_000,
  companies: 1,
  sessions: 250,
  customers: 200,
  products: 500,
  signedIn: 0.2,
};

/** One event of each of many shops in a batch: nothing can be put together. */
export const manyShops: ConsumerLoad = { ...busyShop, events: 40, companies: 40 };
