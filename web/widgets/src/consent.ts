/** What the visitor agreed to; an absent flag means that nobody asked. */
export interface ConsentFlags {
  readonly analytics?: boolean;
  readonly marketing?: boolean;
  readonly personalization?: boolean;
  readonly saleOfData?: boolean;
}

/** The privacy signals that a browser sends on the visitor's behalf. */
export interface PrivacySignals {
  readonly globalPrivacyControl?: boolean;
  readonly doNotTrack?: string | null;
}

const purposes = ['analytics', 'marketing', 'personalization', 'saleOfData'] as const;

/** `all`, `none`, or the granted purposes separated by spaces or commas; what is not named is refused. */
const parseAttribute = (attribute: string): ConsentFlags => {
  const granted = new Set(
    attribute
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((word) => word !== ''),
  );
  const everything = granted.has('all');
  return Object.fromEntries(purposes.map((purpose) => [purpose, everything || granted.has(purpose.toLowerCase())]));
};

/**
 * Joins the page's `consent` attribute with the browser's signals; the stricter answer wins.
 * Global Privacy Control refuses sale and marketing use, Do Not Track refuses analytics.
 */
export const readConsent = (attribute: string | null | undefined, signals: PrivacySignals): ConsentFlags => ({
  ...(attribute ? parseAttribute(attribute) : {}),
  ...(signals.globalPrivacyControl === true && { saleOfData: false, marketing: false }),
  ...(signals.doNotTrack === '1' && { analytics: false }),
});
