const storageKey = 'smart-upsell.declined';

/** Until the server has heard of a decline, which goes through a stream, the page remembers it. */
const rememberMs = 60_000;

type Declined = Readonly<Record<string, number>>;

const readDeclined = (nowMs: number): Declined => {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}');
    const entries = Object.entries((stored ?? {}) as Declined);
    return Object.fromEntries(entries.filter(([, atMs]) => nowMs - atMs < rememberMs));
  } catch {
    return {};
  }
};

export const rememberDecline = (ruleId: string, nowMs: number): void => {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...readDeclined(nowMs), [ruleId]: nowMs }));
  } catch {
    // Storage is blocked: the offer may show again until the server has heard of it.
  }
};

export const isDeclined = (ruleId: string, nowMs: number): boolean => ruleId in readDeclined(nowMs);
