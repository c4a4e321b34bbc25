import type { ShopEvent } from '#core/events/shop-event';
import { fnv1a } from '#core/hash/fnv1a';
import type { Order } from '#core/orders/order';

/** Which records a log of some of the people holds: all of a person's orders, all of a session's events. */
export interface PeopleSample {
  readonly hasOrder: (order: Pick<Order, 'orderId' | 'customerId' | 'sessionId'>) => boolean;
  readonly hasEvent: (event: Pick<ShopEvent, 'sessionId'>) => boolean;
}

/** The hash of a text as a number in [0, 1). */
const unitHash = (text: string): number => {
  let hash = fnv1a(text);
  // The low bits of FNV mix best; the high ones follow the last letters.
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x85ebca6b) >>> 0) / 2 ** 32;
};

/** @param share above 0; 1 holds everybody. The same people for the same share, whatever else is there. */
export const samplePeople = (share: number): PeopleSample => {
  const isIn = (key: string): boolean => share >= 1 || unitHash(key) < share;
  return {
    hasOrder: ({ orderId, customerId, sessionId }) => isIn(customerId ?? sessionId ?? orderId),
    hasEvent: ({ sessionId }) => isIn(sessionId),
  };
};
