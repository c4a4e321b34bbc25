/**
 * What was shown and clicked, as the archive tells it: one entry per session and list, each place once, however often its
 * impression came. Only lists are taken that can be made again (`plainLength`): what a list that turned to a shopper
 * depended on is not archived. Memory: one entry per list shown. O(events).
 */
import { eventIdentity } from '#core/events/event-identity';
import type { ShopEvent, ShownPlace } from '#core/events/shop-event';

/** A list as one session saw it. */
export interface ShownList {
  readonly sessionId: string;
  readonly recommendationId: string;
  readonly placement: string;
  readonly sourceProductId: string;
  /** Items of the list, seen or not. */
  readonly length: number;
  /** By position, those that came into view. */
  readonly places: readonly ShownPlace[];
  readonly clickedProductIds: readonly string[];
}

/** The places that an impression proves: those of an explored list by their tokens, else in a row from the first one. */
const placesOf = ({ places, productIds = [], position = 0, propensity }: ShopEvent): readonly ShownPlace[] => {
  if (places) return places;
  if (propensity !== 1) return [];
  return productIds.map((productId, index) => ({ productId, position: position + index, propensity: 1 }));
};

interface OpenList extends Omit<ShownList, 'places' | 'clickedProductIds'> {
  readonly places: Map<number, ShownPlace>;
}

export class ShownLog {
  readonly #placement: string;
  readonly #seen = new Set<string>();
  readonly #lists = new Map<string, OpenList>();
  readonly #clicks = new Map<string, Set<string>>();

  constructor(placement: string) {
    this.#placement = placement;
  }

  get size(): number {
    return this.#lists.size;
  }

  /** Takes an event as it lies in the archive; robots', repeated and other events are passed over. */
  add(event: ShopEvent): void {
    const { type, recommendationId, placement, isBot } = event;
    if (isBot || placement !== this.#placement || recommendationId === undefined) return;
    if (type !== 'recommendation_impression' && type !== 'recommendation_click') return;
    const identity = eventIdentity(event);
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    const name = `${event.sessionId}\n${recommendationId}`;
    if (type === 'recommendation_click') this.#click(name, event);
    else this.#show(name, recommendationId, event);
  }

  #click(name: string, { productId }: ShopEvent): void {
    const clicked = this.#clicks.get(name) ?? new Set();
    if (productId !== undefined) clicked.add(productId);
    this.#clicks.set(name, clicked);
  }

  #show(name: string, recommendationId: string, event: ShopEvent): void {
    const { sessionId, sourceProductId, plainLength: length } = event;
    if (sourceProductId === undefined || length === undefined) return;
    const placement = this.#placement;
    const known = this.#lists.get(name);
    const list = known ?? { sessionId, recommendationId, placement, sourceProductId, length, places: new Map() };
    for (const place of placesOf(event)) if (place.position < length) list.places.set(place.position, place);
    this.#lists.set(name, list);
  }

  /** What was shown, by session and list. */
  lists(): ShownList[] {
    return [...this.#lists]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { places, ...list }]) => ({
        ...list,
        places: [...places.values()].sort((a, b) => a.position - b.position),
        clickedProductIds: [...(this.#clicks.get(name) ?? [])].sort(),
      }))
      .filter(({ places }) => places.length > 0);
  }
}
