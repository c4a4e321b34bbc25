import type { Offer } from './offer-list.ts';

/** Until the server has heard of a decline, which goes through a stream, the page remembers it. */
const declinedMs = 60_000;

/** What is taken once per cart, and leaves the rule holding: it would be offered again and again. */
const acceptedMs = 4 * 3_600_000;
const takenOnce: ReadonlySet<Offer['type']> = new Set(['FREE_GIFT', 'FREE_SHIPPING', 'SUBSCRIPTION']);

const storageKey = 'smart-upsell.answered';

/** When each answered offer may show again, in epoch milliseconds. */
type Silences = Readonly<Record<string, number>>;

const readSilences = (nowMs: number): Silences => {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Silences;
    return Object.fromEntries(Object.entries(stored).filter(([, untilMs]) => untilMs > nowMs));
  } catch {
    return {};
  }
};

const remember = (key: string, forMs: number, nowMs: number): void => {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...readSilences(nowMs), [key]: nowMs + forMs }));
  } catch {
    // Storage is blocked: the offer may show again.
  }
};

type Answered = Pick<Offer, 'ruleId' | 'type' | 'products'>;

const acceptKey = (cartId: string, { ruleId, type, products }: Answered): string => {
  const lines = type === 'SUBSCRIPTION' ? products.map(({ productId }) => productId) : [];
  return JSON.stringify([cartId, ruleId, ...lines]);
};

export const rememberDecline = ({ ruleId }: Answered, nowMs: number): void => remember(ruleId, declinedMs, nowMs);

export const rememberAccept = (cartId: string, offer: Answered, nowMs: number): void => {
  if (takenOnce.has(offer.type)) remember(acceptKey(cartId, offer), acceptedMs, nowMs);
};

/** True when the shopper has just said no to the rule, or yes to what is taken once. */
export const isAnswered = (cartId: string, offer: Answered, nowMs: number): boolean => {
  const silences = readSilences(nowMs);
  return offer.ruleId in silences || acceptKey(cartId, offer) in silences;
};
