/**
 * The life of one impression: shown, then accepted or declined, each once.
 *
 *   impression  counts once; what was answered before it arrived counts now
 *   accept      counts once, and also after a decline (people change their minds); a second one only fills in an order
 *               and a value that were missing
 *   decline     counts once, and not after an accept
 * An answer without an impression is an orphan: it is counted apart, and in no rate until its impression comes. Applying
 * an event again changes nothing, so that events need no other mark to count exactly once.
 */
import type { OfferFeedback, ShopEvent } from '#core/events/shop-event';
import type { Money } from '#core/money/money';

export interface ImpressionState extends Omit<OfferFeedback, 'value' | 'productIds'> {
  readonly sessionId: string;
  readonly customerId?: string;
  /** ISO-8601 UTC. */
  readonly shownAt?: string;
  readonly acceptedAt?: string;
  readonly declinedAt?: string;
  readonly orderId?: string;
  readonly value?: Money;
}

/** What an event adds to the sums of its rule. */
export interface ImpressionCounts {
  readonly impressions: number;
  readonly accepts: number;
  readonly declines: number;
  readonly orphans: number;
  readonly value?: Money;
  readonly discount?: Money;
}

export interface ImpressionStep {
  readonly state: ImpressionState;
  readonly counts: ImpressionCounts;
  readonly isChanged: boolean;
}

const noCounts: ImpressionCounts = { impressions: 0, accepts: 0, declines: 0, orphans: 0 };

const unchanged = (state: ImpressionState): ImpressionStep => ({ state, counts: noCounts, isChanged: false });

const step = (state: ImpressionState, counts: Partial<ImpressionCounts>): ImpressionStep => ({
  state,
  counts: { ...noCounts, ...counts },
  isChanged: true,
});

const show = (state: ImpressionState, shownAt: string): ImpressionStep => {
  if (state.shownAt !== undefined) return unchanged(state);
  const isAccepted = state.acceptedAt !== undefined;
  return step(
    { ...state, shownAt },
    {
      impressions: 1,
      accepts: isAccepted ? 1 : 0,
      declines: state.declinedAt !== undefined && !isAccepted ? 1 : 0,
      ...(isAccepted && { discount: state.discount, value: state.value }),
    },
  );
};

const accept = (state: ImpressionState, { occurredAt, orderId, offer }: ShopEvent): ImpressionStep => {
  const isShown = state.shownAt !== undefined;
  const value = offer?.value;
  const order = state.orderId ?? orderId;
  if (state.acceptedAt === undefined) {
    const next = { ...state, acceptedAt: occurredAt, ...(order && { orderId: order }), ...(value && { value }) };
    return step(next, isShown ? { accepts: 1, discount: state.discount, value } : { orphans: 1 });
  }
  const newValue = state.value === undefined ? value : undefined;
  if (newValue === undefined && order === state.orderId) return unchanged(state);
  const next = { ...state, ...(order && { orderId: order }), ...(newValue && { value: newValue }) };
  return step(next, isShown ? { value: newValue } : {});
};

const decline = (state: ImpressionState, declinedAt: string): ImpressionStep => {
  if (state.declinedAt !== undefined || state.acceptedAt !== undefined) return unchanged(state);
  return step({ ...state, declinedAt }, state.shownAt === undefined ? { orphans: 1 } : { declines: 1 });
};

const fresh = ({ sessionId, customerId, offer }: ShopEvent): ImpressionState => {
  const { value: _value, productIds: _products, ...feedback } = offer!;
  return { ...feedback, sessionId, ...(customerId !== undefined && { customerId }) };
};

/** True for events that a rule learns from: about an offer, with a good token. */
export const isOfferEvent = (event: ShopEvent): boolean =>
  event.offer !== undefined && ['offer_impression', 'offer_accept', 'offer_decline'].includes(event.type);

/** The impression after an event about its offer (`isOfferEvent`). */
export const applyOfferEvent = (before: ImpressionState | undefined, event: ShopEvent): ImpressionStep => {
  const state = before ?? fresh(event);
  if (event.type === 'offer_impression') return show(state, event.occurredAt);
  return event.type === 'offer_accept' ? accept(state, event) : decline(state, event.occurredAt);
};
