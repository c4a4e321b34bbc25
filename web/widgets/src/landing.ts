/** What the page knows of where the shopper stands; rules may ask about it. */
export interface CartContext {
  readonly device: 'desktop' | 'mobile' | 'tablet';
  readonly referrer?: string;
  readonly utm?: Readonly<Record<string, string>>;
}

/** What a browser's page looks like from outside. */
export interface PageFacts {
  readonly address: string;
  readonly referrer: string;
  readonly hasTouch: boolean;
  /** Shorter side of the screen in CSS pixels. */
  readonly screenPx: number;
}

const utmNames = ['source', 'medium', 'campaign', 'term', 'content'] as const;
const smallestTabletPx = 600;
const longestText = 200;

export const deviceOf = ({ hasTouch, screenPx }: PageFacts): CartContext['device'] => {
  if (!hasTouch) return 'desktop';
  return screenPx < smallestTabletPx ? 'mobile' : 'tablet';
};

const utmOf = (address: string): Record<string, string> => {
  const search = new URL(address).searchParams;
  const given = utmNames.flatMap((name) => {
    const value = search.get(`utm_${name}`)?.trim().slice(0, longestText);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
};

const isFromElsewhere = ({ address, referrer }: PageFacts): boolean => {
  try {
    return new URL(referrer).origin !== new URL(address).origin;
  } catch {
    return false;
  }
};

/** Where the visit came from, as the first page of it tells. The referrer's path is left out: it may name people. */
export const landingOf = (facts: PageFacts): Omit<CartContext, 'device'> => {
  const utm = utmOf(facts.address);
  return {
    ...(isFromElsewhere(facts) && { referrer: new URL(facts.referrer).origin }),
    ...(Object.keys(utm).length > 0 && { utm }),
  };
};
