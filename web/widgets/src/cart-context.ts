import type { ConsentFlags } from './consent.ts';
import { type CartContext, deviceOf, landingOf, type PageFacts } from './landing.ts';

const storageKey = 'smart-upsell.landing';

const pageFacts = (): PageFacts => ({
  address: location.href,
  referrer: document.referrer,
  hasTouch: matchMedia('(pointer: coarse)').matches,
  screenPx: Math.min(screen.width, screen.height),
});

/** Kept for the visit, because later pages no longer know it; not at all when analytics was refused. */
export const rememberLanding = (): void => {
  try {
    if (sessionStorage.getItem(storageKey) === null) {
      sessionStorage.setItem(storageKey, JSON.stringify(landingOf(pageFacts())));
    }
  } catch {
    // Storage is blocked: rules about the way here then do not hold.
  }
};

const recallLanding = (): Omit<CartContext, 'device'> => {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Omit<CartContext, 'device'>;
  } catch {
    return {};
  }
};

export const cartContext = (consent: ConsentFlags): CartContext => {
  const device = deviceOf(pageFacts());
  return consent.analytics === false ? { device } : { device, ...recallLanding() };
};
