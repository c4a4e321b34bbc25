import type { ShopEvent } from '#core/events/shop-event';
import type { ImpressionCounts } from '#core/offers/impression-state';
import type { OfferHistory, RuleHistory } from '#core/offers/offer-history';

/** Rules that are remembered of one shopper; the one that was silent longest gives way. */
const mostRemembered = 200;

const later = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);

const after = (known: RuleHistory | undefined, { type, receivedAt }: ShopEvent, shown: number): RuleHistory => {
  const history = { ...known, shown: (known?.shown ?? 0) + shown };
  // Our clock, not the shopper's: a cool-down must neither be cut short nor last for years.
  if (type === 'offer_decline') return { ...history, declinedAt: later(known?.declinedAt, receivedAt) };
  return type === 'offer_accept' ? { ...history, acceptedAt: later(known?.acceptedAt, receivedAt) } : history;
};

/** What a shopper's history is after an event that changed an impression. */
export const rememberOffer = (history: OfferHistory, event: ShopEvent, counts: ImpressionCounts): OfferHistory => {
  const { ruleId } = event.offer!;
  const { [ruleId]: known, ...others } = history;
  const entries = [...Object.entries(others), [ruleId, after(known, event, counts.impressions)] as const];
  return Object.fromEntries(entries.slice(-mostRemembered));
};
