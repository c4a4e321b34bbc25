import { buildItems, buildSection, buildSkeleton } from './build-list.ts';
import { collapseGently, restoreRoom } from './collapse-gently.ts';
import { clickPayload, impressionPayload } from './event-payload.ts';
import { fetchRecommendations } from './fetch-recommendations.ts';
import type { RecommendationList, RecommendedItem } from './recommendation-list.ts';
import { type Placement, toPlacement } from './recommendation-url.ts';
import { rememberToken } from './remembered-token.ts';
import { type EventTarget as Destination, sendEvent } from './send-event.ts';
import { currentVisit, newStamp } from './visit.ts';
import { watchImpressions } from './watch-impressions.ts';
import { widgetStyles } from './widget-styles.ts';

const headings: Readonly<Record<Placement, string>> = {
  hybrid: 'You may also like',
  'also-bought': 'Customers also bought',
  'you-might-like': 'Picked for you',
  'frequently-viewed': 'Often viewed together',
};

const scriptOrigin = new URL(import.meta.url).origin;

const styleSheet = new CSSStyleSheet();
styleSheet.replaceSync(widgetStyles);

/**
 * `<upsell-recommendations product-id company-id>`: a row of recommended products beside a product.
 * Optional attributes: `placement`, `limit`, `currency`, `heading`, `api-base`, `publishable-key`, `session-id`,
 * `exclude`, `consent`, `locale`, `product-url` (template), `color-scheme`. Shows nothing when there is nothing to show.
 */
export class RecommendationsElement extends HTMLElement {
  static readonly observedAttributes = [
    'product-id',
    'company-id',
    'placement',
    'limit',
    'currency',
    'heading',
    'exclude',
    'consent',
    'session-id',
    'locale',
  ];

  readonly #root = this.attachShadow({ mode: 'open' });
  #stop: (() => void)[] = [];
  #isQueued = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styleSheet];
  }

  connectedCallback(): void {
    this.#queueLoad();
  }

  disconnectedCallback(): void {
    this.#stopAll();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== after) this.#queueLoad();
  }

  get #placement(): Placement {
    return toPlacement(this.getAttribute('placement'));
  }

  get #destination(): Destination {
    return {
      apiBase: this.getAttribute('api-base') ?? scriptOrigin,
      companyId: this.getAttribute('company-id') ?? '',
      publishableKey: this.getAttribute('publishable-key') ?? undefined,
    };
  }

  get #limit(): number | undefined {
    const limit = Number.parseInt(this.getAttribute('limit') ?? '', 10);
    return limit >= 1 && limit <= 24 ? limit : undefined;
  }

  /** Its own or that of the page around it; a malformed one would be refused. */
  get #locale(): string | undefined {
    const tag = this.getAttribute('locale') ?? this.closest('[lang]')?.getAttribute('lang') ?? '';
    return /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/.test(tag) ? tag : undefined;
  }

  #visit() {
    return currentVisit({
      consent: this.getAttribute('consent'),
      sessionId: this.getAttribute('session-id'),
      currency: this.getAttribute('currency'),
    });
  }

  #stopAll(): void {
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** Several attributes usually change together; one load serves them all. */
  #queueLoad(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (this.isConnected) this.#load().catch(() => this.#renderNothing());
    });
  }

  async #load(): Promise<void> {
    this.#stopAll();
    const productId = this.getAttribute('product-id');
    if (!productId || !this.hasAttribute('company-id')) return this.#renderNothing();
    restoreRoom(this);
    this.#render(buildSkeleton(Math.min(this.#limit ?? 6, 6)));
    const gone = new AbortController();
    this.#stop.push(() => gone.abort());
    const list = await fetchRecommendations(
      {
        ...this.#destination,
        productId,
        placement: this.#placement,
        limit: this.#limit,
        currency: this.getAttribute('currency') ?? undefined,
        exclude: this.getAttribute('exclude') ?? undefined,
        locale: this.#locale,
        sessionId: this.#personalSessionId(),
      },
      gone.signal,
    );
    if (gone.signal.aborted) return;
    if (list) this.#renderList(list);
    else this.#renderNothing();
  }

  /** Lists that do not depend on the visitor are asked for without an id, so that they come from the cache. */
  #personalSessionId(): string | undefined {
    const { consent, sessionId } = this.#visit();
    const isPersonal = this.hasAttribute('session-id') || this.#placement === 'you-might-like';
    return isPersonal && consent.personalization !== false && consent.analytics !== false ? sessionId : undefined;
  }

  #render(row: HTMLElement): void {
    this.#root.replaceChildren(buildSection(this.getAttribute('heading') ?? headings[this.#placement], row));
  }

  #renderList(list: RecommendationList): void {
    const items = buildItems(list, {
      locale: this.#locale,
      urlTemplate: this.getAttribute('product-url'),
      onSelect: (item, event) => this.#select(list, item, event),
    });
    const row = document.createElement('ul');
    row.append(...items);
    this.#render(row);
    this.#stop.push(watchImpressions(items, (indexes) => this.#recordSeen(list, indexes)));
  }

  #renderNothing(): void {
    this.#root.replaceChildren();
    const stop = new AbortController();
    this.#stop.push(() => stop.abort());
    void collapseGently(this, stop.signal);
  }

  #recordSeen(list: RecommendationList, indexes: number[]): void {
    const [first, ...rest] = indexes.flatMap((index) => list.items[index] ?? []);
    if (!first) return;
    sendEvent(this.#destination, 'impression', impressionPayload(list, [first, ...rest], this.#visit(), newStamp()));
  }

  #select(list: RecommendationList, item: RecommendedItem, event: Event): void {
    const visit = this.#visit();
    if (visit.consent.analytics !== false) rememberToken(item.productId, item.token);
    sendEvent(this.#destination, 'click', clickPayload(list, item, visit, newStamp()));
    const detail = { productId: item.productId, recommendationId: list.recommendationId, token: item.token };
    const selected = new CustomEvent('recommendation-select', {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(selected)) event.preventDefault();
  }
}
