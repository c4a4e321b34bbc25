import type { ConsentFlags } from './consent.ts';

/** The part of `Storage` that the session needs. */
export interface SessionStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const storageKey = 'smart-upsell.session';

const validId = /^[A-Za-z0-9-]{8,64}$/;

/**
 * The visitor's first-party session id. With analytics refused a stored id is deleted and `freshId` is used for this
 * page only. A store that cannot be used (blocked, full, absent) counts as empty.
 */
export const resolveSessionId = (
  store: SessionStore | undefined,
  consent: ConsentFlags,
  freshId: () => string,
): string => {
  try {
    if (consent.analytics === false) {
      store?.removeItem(storageKey);
      return freshId();
    }
    const known = store?.getItem(storageKey);
    if (known && validId.test(known)) return known;
    const id = freshId();
    store?.setItem(storageKey, id);
    return id;
  } catch {
    return freshId();
  }
};
