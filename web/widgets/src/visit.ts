import { type ConsentFlags, readConsent } from './consent.ts';
import type { Stamp, Visit } from './event-payload.ts';
import { resolveSessionId, type SessionStore } from './session.ts';

const firstPartyStore = (): SessionStore | undefined => {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
};

/** `crypto.randomUUID` exists in secure contexts only; a shop still on http gets an id of the same strength. */
const randomId = (): string =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

let pageSessionId: string | undefined;

const sessionIdFor = (consent: ConsentFlags): string => {
  if (consent.analytics !== false) return resolveSessionId(firstPartyStore(), consent, () => randomId());
  pageSessionId ??= resolveSessionId(firstPartyStore(), consent, randomId);
  return pageSessionId;
};

/** Who is visiting, as far as they allow. */
export const currentVisit = (options: {
  readonly consent?: string | null;
  readonly sessionId?: string | null;
  readonly currency?: string | null;
}): Visit => {
  const consent = readConsent(options.consent, navigator as Navigator & { globalPrivacyControl?: boolean });
  return {
    consent,
    sessionId: options.sessionId || sessionIdFor(consent),
    url: `${location.origin}${location.pathname}`,
    locale: navigator.language,
    ...(options.currency && { currency: options.currency }),
  };
};

export const newStamp = (): Stamp => ({ eventId: randomId(), occurredAt: new Date().toISOString() });
