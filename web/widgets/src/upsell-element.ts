import { collapseGently } from './collapse-gently.ts';
import type { EventTarget as Destination } from './send-event.ts';
import { currentVisit } from './visit.ts';

const scriptOrigin = new URL(import.meta.url).origin;

/**
 * What the elements have in common: they load when they enter the page or an attribute changes, show nothing when
 * anything goes wrong, and stop all they began when they leave.
 */
export abstract class UpsellElement extends HTMLElement {
  protected readonly root = this.attachShadow({ mode: 'open' });
  #stops: (() => void)[] = [];
  #isQueued = false;

  constructor(styleSheet: CSSStyleSheet) {
    super();
    this.root.adoptedStyleSheets = [styleSheet];
  }

  /** Reads and shows; a rejection shows nothing. */
  protected abstract load(): Promise<void>;

  connectedCallback(): void {
    this.queueLoad();
  }

  disconnectedCallback(): void {
    this.stopAll();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== after) this.queueLoad();
  }

  protected get destination(): Destination {
    return {
      apiBase: this.getAttribute('api-base') ?? scriptOrigin,
      companyId: this.getAttribute('company-id') ?? '',
      publishableKey: this.getAttribute('publishable-key') ?? undefined,
    };
  }

  /** Its own or that of the page around it; a malformed one would be refused. */
  protected get locale(): string | undefined {
    const tag = this.getAttribute('locale') ?? this.closest('[lang]')?.getAttribute('lang') ?? '';
    return /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/.test(tag) ? tag : undefined;
  }

  protected visit() {
    return currentVisit({
      consent: this.getAttribute('consent'),
      sessionId: this.getAttribute('session-id'),
      currency: this.getAttribute('currency'),
    });
  }

  protected onStop(stop: () => void): void {
    this.#stops.push(stop);
  }

  protected stopAll(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Several attributes usually change together; one load serves them all. */
  protected queueLoad(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (this.isConnected) this.load().catch(() => this.renderNothing());
    });
  }

  protected renderNothing(): void {
    this.root.replaceChildren();
    const stop = new AbortController();
    this.onStop(() => stop.abort());
    void collapseGently(this, stop.signal);
  }
}
