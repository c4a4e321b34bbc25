import type { OrderCredit } from '#core/attribution/order-credit';
import type { PagePurchase } from '#core/attribution/sold-order';
import type { Touch } from '#core/attribution/touch';
import type { Person } from '#core/privacy/person';

/**
 * Who earned an order, without the person: a name that stands for nobody takes the place of the person's sessions, so that
 * what was earned stays earned when the order is refunded later. The credit itself when it does not name the person.
 */
export const anonymousCredit = (credit: OrderCredit, orderId: string, person: Person): OrderCredit => {
  const nobody = `erased:${orderId}`;
  const isSession = (sessionId: string): boolean => person.sessionIds.has(sessionId);
  const isTouch = ({ sessionId, customerId }: Touch): boolean =>
    customerId === person.customerId || isSession(sessionId);
  const named = [
    ...credit.sessionIds.map(isSession),
    ...credit.customerIds.map((customerId) => customerId === person.customerId),
    ...credit.earners.map(isTouch),
    credit.purchase !== undefined && isSession(credit.purchase.sessionId),
  ];
  if (!named.includes(true)) return credit;
  const sessionIds = [...new Set([...credit.sessionIds.filter((id) => !isSession(id)), nobody])].sort();
  return {
    ...credit,
    sessionIds,
    customerIds: credit.customerIds.filter((customerId) => customerId !== person.customerId),
    earners: credit.earners.map((touch) => (isTouch(touch) ? anonymousTouch(touch, nobody) : touch)),
    ...(credit.purchase && { purchase: anonymousPurchase(credit.purchase, isSession, nobody) }),
  };
};

const anonymousTouch = ({ customerId: _customer, ...touch }: Touch, nobody: string): Touch => ({
  ...touch,
  sessionId: nobody,
});

const anonymousPurchase = (
  purchase: PagePurchase,
  isSession: (sessionId: string) => boolean,
  nobody: string,
): PagePurchase => (isSession(purchase.sessionId) ? { ...purchase, sessionId: nobody } : purchase);
