export interface EventTarget {
  readonly apiBase: string;
  readonly companyId: string;
  readonly publishableKey?: string;
}

const paths = {
  view: '/api/recommendations/view',
  impression: '/api/recommendations/impression',
  click: '/api/recommendations/click',
  'add-to-cart': '/api/recommendations/add-to-cart',
  'offer-impression': '/api/upsell/impressions',
  'offer-accept': '/api/upsell/impressions/accept',
  'offer-decline': '/api/upsell/impressions/decline',
} as const;
export type EventKind = keyof typeof paths;

const eventUrl = (target: EventTarget, kind: EventKind): string => {
  const search = new URLSearchParams({ companyId: target.companyId });
  if (target.publishableKey) search.set('key', target.publishableKey);
  return `${target.apiBase.replace(/\/$/, '')}${paths[kind]}?${search}`;
};

/**
 * Sends an event so that it outlives the page, without cookies and without a preflight (`text/plain`).
 * A lost event is lost silently: tracking must never disturb a shop.
 */
export const sendEvent = (target: EventTarget, kind: EventKind, payload: object): void => {
  const url = eventUrl(target, kind);
  const body = JSON.stringify(payload);
  try {
    if ('keepalive' in Request.prototype) {
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      fetch(url, { method: 'POST', body, headers, keepalive: true, credentials: 'omit' })
        // An answer that nobody reads would keep its connection busy.
        .then((response) => response.body?.cancel())
        .catch(() => {});
    } else {
      navigator.sendBeacon(url, body);
    }
  } catch {
    // Blocked by an extension or a content security policy.
  }
};
