const storageKey = 'smart-upsell.clicked';
const mostKept = 50;

type Clicked = readonly (readonly [productId: string, token: string])[];

const readClicked = (): Clicked => {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? (stored as Clicked) : [];
  } catch {
    return [];
  }
};

/** Keeps the token of a clicked recommendation for the visit, so that a later add to cart can be credited to it. */
export const rememberToken = (productId: string, token: string): void => {
  try {
    const others = readClicked().filter(([id]) => id !== productId);
    sessionStorage.setItem(storageKey, JSON.stringify([...others, [productId, token]].slice(-mostKept)));
  } catch {
    // Storage is blocked or full: the add to cart is then not credited.
  }
};

export const recallToken = (productId: string): string | undefined =>
  readClicked().find(([id]) => id === productId)?.[1];
