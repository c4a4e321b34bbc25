import { isHeldOut } from '../../../core/hold-out/is-held-out.ts';
import { buildItems, buildSection, buildSkeleton } from './build-list.ts';
import { restoreRoom } from './collapse-gently.ts';
import { clickPayload, impressionPayload } from './event-payload.ts';
import { fetchRecommendations } from './fetch-recommendations.ts';
import { listWords } from './list-words.ts';
import type { RecommendationList, RecommendedItem } from './recommendation-list.ts';
import { type Placement, toPlacement } from './recommendation-url.ts';
import { rememberToken } from './remembered-token.ts';
import { sendEvent } from './send-event.ts';
import { UpsellElement } from './upsell-element.ts';
import { newStamp } from './visit.ts';
import { watchImpressions } from './watch-impressions.ts';
import { widgetStyles } from './widget-styles.ts';

const styleSheet = new CSSStyleSheet();
styleSheet.replaceSync(widgetStyles);

/**
 * `<upsell-recommendations product-id company-id>`: a row of recommended products beside a product. Without the
 * attribute `product-id` it is a row for the visit: for the home page, the cart or the account.
 * Optional attributes: `placement`, `limit`, `currency`, `heading`, `api-base`, `publishable-key`, `session-id`,
 * `exclude`, `cart`, `consent`, `locale`, `product-url` (template), `color-scheme`. Shows nothing when there is nothing to show.
 */
export class RecommendationsElement extends UpsellElement {
  static readonly observedAttributes = [
    'product-id',
    'company-id',
    'placement',
    'limit',
    'currency',
    'heading',
    'exclude',
    'cart',
    'consent',
    'session-id',
    'locale',
  ];

  constructor() {
    super(styleSheet);
  }

  /** Without a product there is one kind of list. */
  get #placement(): Placement {
    return this.hasAttribute('product-id') ? toPlacement(this.getAttribute('placement')) : 'you-might-like';
  }

  get #limit(): number | undefined {
    const limit = Number.parseInt(this.getAttribute('limit') ?? '', 10);
    return limit >= 1 && limit <= 24 ? limit : undefined;
  }

  protected async load(): Promise<void> {
    this.stopAll();
    const productId = this.getAttribute('product-id') ?? undefined;
    // An empty id is a template that nobody filled in.
    if (productId === '' || !this.hasAttribute('company-id')) return this.renderNothing();
    restoreRoom(this);
    this.#render(buildSkeleton(Math.min(this.#limit ?? 6, 6)));
    const gone = new AbortController();
    this.onStop(() => gone.abort());
    const list = await fetchRecommendations(
      {
        ...this.destination,
        productId,
        placement: this.#placement,
        limit: this.#limit,
        currency: this.getAttribute('currency') ?? undefined,
        exclude: this.getAttribute('exclude') ?? undefined,
        locale: this.locale,
        cart: this.#mayBePersonal ? (this.getAttribute('cart') ?? undefined) : undefined,
        sessionId: this.#personalSessionId(),
      },
      this.#visitor,
      gone.signal,
    );
    if (gone.signal.aborted) return;
    if (list && !this.#isHeldOut(list)) this.#renderList(list);
    else this.renderNothing();
  }

  /** Lists that all visitors share come to those, too, who are not to see them. Without consent nobody is told apart. */
  #isHeldOut({ holdOut }: RecommendationList): boolean {
    const visitor = this.#visitor;
    return Boolean(holdOut && visitor && isHeldOut(this.destination.companyId, holdOut, visitor));
  }

  /** Whom hold-out and experiments know again. */
  get #visitor(): string | undefined {
    const { consent, sessionId } = this.visit();
    return consent.analytics === false ? undefined : sessionId;
  }

  get #mayBePersonal(): boolean {
    const { consent } = this.visit();
    return consent.personalization !== false && consent.analytics !== false;
  }

  /** Lists that do not depend on the visitor are asked for without an id, so that they come from the cache. */
  #personalSessionId(): string | undefined {
    const isPersonal = this.hasAttribute('session-id') || this.#placement === 'you-might-like';
    return isPersonal && this.#mayBePersonal ? this.visit().sessionId : undefined;
  }

  #render(row: HTMLElement): void {
    const words = listWords(this.locale);
    const heading = this.getAttribute('heading') ?? words.headings[this.#placement];
    this.root.replaceChildren(buildSection(heading, row, words));
  }

  #renderList(list: RecommendationList): void {
    const items = buildItems(list, {
      locale: this.locale,
      urlTemplate: this.getAttribute('product-url'),
      onSelect: (item, event) => this.#select(list, item, event),
    });
    const row = document.createElement('ul');
    row.append(...items);
    this.#render(row);
    this.onStop(watchImpressions(items, (indexes) => this.#recordSeen(list, indexes)));
  }

  #recordSeen(list: RecommendationList, indexes: number[]): void {
    const [first, ...rest] = indexes.flatMap((index) => list.items[index] ?? []);
    if (!first) return;
    sendEvent(this.destination, 'impression', impressionPayload(list, [first, ...rest], this.visit(), newStamp()));
  }

  #select(list: RecommendationList, item: RecommendedItem, event: Event): void {
    const visit = this.visit();
    if (visit.consent.analytics !== false) rememberToken(item.productId, item.token);
    sendEvent(this.destination, 'click', clickPayload(list, item, visit, newStamp()));
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
