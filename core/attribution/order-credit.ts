/**
 * Who earned an order, and what is remembered to say so again. A credit follows whatever becomes known of the order (a
 * newer version, a page's word, a touch that came late), each of which may come first, last or twice:
 *
 *   credit = f(newest order of the server, words of pages, touches of their sessions and customers, terms)
 *
 * and the roll-ups move by its figures less those of the credit before it. The terms of an order (time zone, windows) are
 * those under which it was first seen, the costs of its products those that were first known: later changes of settings
 * and costs change no closed figure. Touches that earned lines are kept with the credit, for they are forgotten elsewhere before an order is
 * refunded. O(lines + touches · log touches).
 */
import { type RollUpRow, rowsBetween } from '#core/analytics/roll-up';
import { attributeOrder } from '#core/attribution/attribute-order';
import type { AttributionSettings } from '#core/attribution/attribution-settings';
import { orderFigures, type UnitCosts } from '#core/attribution/order-figures';
import {
  type PagePurchase,
  purchaseOf,
  type SoldOrder,
  soldByPage,
  soldByServer,
  wordOfPage,
} from '#core/attribution/sold-order';
import { joinTouches, type Touch } from '#core/attribution/touch';
import type { ShopEvent } from '#core/events/shop-event';
import type { Order } from '#core/orders/order';

/** What an order is judged by from the moment it is first seen. */
export interface CreditTerms extends AttributionSettings {
  /** IANA zone of the store. */
  readonly timeZone: string;
}

export interface OrderCredit {
  readonly terms: CreditTerms;
  /** What its products cost when that was first known; absent while only pages told of the order. */
  readonly costs?: UnitCosts;
  readonly purchase?: PagePurchase;
  /** Whoever pages named as the buyer, in order. */
  readonly sessionIds: readonly string[];
  readonly customerIds: readonly string[];
  /** True once the buyer was erased: the credit stays as it is and names nobody. */
  readonly isForgotten?: boolean;
  /** Latest first. */
  readonly earners: readonly Touch[];
  readonly rows: readonly RollUpRow[];
}

/** What is known of an order, before its touches are looked up. */
export interface KnownOrder {
  readonly before: OrderCredit | undefined;
  /** Newest version of the server's order. */
  readonly order: Order | undefined;
  readonly purchases: readonly ShopEvent[];
}

/** A tale of more buyers than this is none. */
const mostBuyers = 10;

const joinIds = (known: readonly string[], more: readonly (string | undefined)[]): string[] =>
  [...new Set([...known, ...more.filter((id) => id !== undefined)])].sort().slice(0, mostBuyers);

const wordOf = ({ before, purchases }: KnownOrder): PagePurchase | undefined =>
  wordOfPage([...(before?.purchase ? [before.purchase] : []), ...purchases.map(purchaseOf)]);

/** The order as its best source tells it; undefined when nobody told of it. */
export const soldOrder = (known: KnownOrder): SoldOrder | undefined => {
  if (known.order) return soldByServer(known.order);
  const word = wordOf(known);
  return word && soldByPage(word);
};

export interface Buyers {
  readonly sessionIds: readonly string[];
  readonly customerIds: readonly string[];
}

const isForgotten = ({ before, order }: KnownOrder): boolean =>
  before?.isForgotten === true || order?.anonymisedAt !== undefined;

const nobody: Buyers = { sessionIds: [], customerIds: [] };

const namedByPages = ({ before, purchases }: KnownOrder): Buyers => ({
  sessionIds: joinIds(
    before?.sessionIds ?? [],
    purchases.map(({ sessionId }) => sessionId),
  ),
  customerIds: joinIds(
    before?.customerIds ?? [],
    purchases.map(({ customerId }) => customerId),
  ),
});

/** Whose touches may have earned the order. */
export const buyersOf = (known: KnownOrder): Buyers => {
  if (isForgotten(known)) return nobody;
  const pages = namedByPages(known);
  const { sessionId, customerId } = known.order ?? {};
  return {
    sessionIds: [...new Set([sessionId, ...pages.sessionIds])].filter((id) => id !== undefined),
    customerIds: [...new Set([customerId, ...pages.customerIds])].filter((id) => id !== undefined),
  };
};

/** True for a touch of one of the buyers: what a corrected order no longer says of its buyer earns nothing. */
const isOf =
  ({ sessionIds, customerIds }: Buyers) =>
  ({ sessionId, customerId }: Touch): boolean =>
    sessionIds.includes(sessionId) || (customerId !== undefined && customerIds.includes(customerId));

/** Senders choose the ids of events: they may name anybody. Numbers take their place, in the order that touches have. */
const withoutShopper = ({ customerId: _, ...touch }: Touch, index: number, all: readonly Touch[]): Touch => ({
  ...touch,
  sessionId: '',
  eventId: String(all.length - index).padStart(4, '0'),
});

/** The credit as before, but of nobody: what is known of its buyer leaves with its buyer. */
export const forgetBuyer = (credit: OrderCredit): OrderCredit => ({
  ...credit,
  ...nobody,
  ...(credit.purchase && { purchase: { ...credit.purchase, sessionId: '', eventId: '' } }),
  earners: credit.earners.map(withoutShopper),
  isForgotten: true,
});

/** What is looked up for an order. */
export interface CreditContext {
  /** Touches of its buyers. */
  readonly touches: readonly Touch[];
  /** What holds now, for an order that was never seen before. */
  readonly terms: CreditTerms;
  /** What its products cost now, for those whose cost was not known before. */
  readonly costs: UnitCosts;
}

/** The credit of an order after what is known now; undefined when nobody told of the order. */
export const creditOrder = (
  known: KnownOrder,
  { touches, terms: now, costs }: CreditContext,
): OrderCredit | undefined => {
  const sold = soldOrder(known);
  if (!sold) return undefined;
  const { before, order } = known;
  const terms = before?.terms ?? now;
  const ownCosts = order ? { ...costs, ...before?.costs } : before?.costs;
  const purchase = wordOf(known);
  const isOver = isForgotten(known);
  const remembered = isOver ? (before?.earners ?? []) : (before?.earners ?? []).filter(isOf(buyersOf(known)));
  const earners = attributeOrder(sold, joinTouches(touches, remembered), terms);
  const credit = {
    terms,
    ...(ownCosts && { costs: ownCosts }),
    ...(purchase && { purchase }),
    ...namedByPages(known),
    earners: joinTouches(earners.filter((touch) => touch !== undefined)),
    rows: orderFigures(sold, earners, { timeZone: terms.timeZone, costs: sold.isPageOnly ? {} : (ownCosts ?? {}) }),
  };
  return isOver ? forgetBuyer(credit) : credit;
};

/** What the roll-ups change by when one credit takes another's place. */
export const creditChange = (before: OrderCredit | undefined, after: OrderCredit): RollUpRow[] =>
  rowsBetween(before?.rows ?? [], after.rows);
