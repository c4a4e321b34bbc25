import type { Browser } from 'playwright-core';
import type { ShopProduct } from '#local/demo/storefront/shop';
import { type Storefront, startStorefront } from '#local/demo/storefront/start-storefront';
import { launchBrowser, openPage, watchLayoutShift } from '#test/support/browser';
import { ensureWebIsBuilt } from '#test/support/built-web';
import { listOf, type RecordedEvent, type StubAnswer, stubRecommendations } from '#test/support/stub-recommendations';

const product = (index: number): ShopProduct => ({
  productId: `p${index}`,
  title: `Product number ${index}`,
  categoryPath: ['Kitchen'],
  prices: [{ amount: 1000 + index, currency: 'GBP' }],
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: '2026-01-01T00:00:00Z',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
});

const catalog = Array.from({ length: 12 }, (_, index) => product(index));
const others = catalog.slice(1, 9);
const widget = 'upsell-recommendations[placement=hybrid]';

const eventually = async <T>(read: () => T | undefined): Promise<T> => {
  for (let tries = 0; tries < 100; tries++) {
    const value = read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not happen within 5 seconds');
};

const eventOf = (events: readonly RecordedEvent[], kind: string) =>
  eventually(() => events.find((event) => event.kind === kind));

describe('the widget on a product page', () => {
  let browser: Browser;
  let storefront: Storefront;

  beforeAll(async () => {
    ensureWebIsBuilt('widgets');
    [browser, storefront] = await Promise.all([
      launchBrowser(),
      startStorefront({ port: 0, apiUrl: 'http://api.invalid', companyId: 'a-shop', catalog, currency: 'GBP' }),
    ]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await storefront?.close();
  });

  const visit = async (answer: StubAnswer, options: Parameters<typeof openPage>[1] = {}) => {
    const { page, errors } = await openPage(browser, options);
    const layoutShift = await watchLayoutShift(page);
    const events = await stubRecommendations(page, answer);
    await page.goto(`${storefront.url}/products/p0`);
    return { page, errors, layoutShift, events };
  };

  it('shows pictures, titles, prices and reasons without moving anything', async () => {
    const { page, layoutShift, errors } = await visit(listOf(others));
    const cards = page.locator(`${widget} a`);
    await cards.first().waitFor();
    expect(await cards.count()).toBe(8);
    expect(await cards.first().textContent()).toBe('Product number 1£10.01Bought together in 60 orders');
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(500);
    expect(await layoutShift()).toBe(0);
    expect(errors).toEqual([]);
  }, 30_000);

  it.each(['error', 'unreachable', 'garbage', 'silent'] as const)(
    'leaves no gap, moves nothing and throws nothing when the API answers with: %s',
    async (answer) => {
      const { page, layoutShift, errors } = await visit(answer);
      await page.locator('h1').waitFor();
      await page.waitForFunction(`document.querySelector('${widget}').getBoundingClientRect().height === 0`);
      expect(await layoutShift()).toBe(0);
      expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
    },
    30_000,
  );

  it.each([
    ['nothing to recommend', listOf([], { source: 'none' })],
    ['recommendations off', listOf(others, { disabled: true })],
  ])(
    'leaves no gap with %s',
    async (_, answer) => {
      const { page, layoutShift } = await visit(answer);
      await page.waitForFunction(`document.querySelector('${widget}').getBoundingClientRect().height === 0`);
      expect(await layoutShift()).toBe(0);
    },
    30_000,
  );

  it('leaves no gap when its script cannot be loaded', async () => {
    const { page } = await openPage(browser);
    const layoutShift = await watchLayoutShift(page);
    await page.route('**/widgets/*', (route) => route.abort());
    await page.goto(`${storefront.url}/products/p0`);
    await page.waitForFunction(`document.querySelector('${widget}').getBoundingClientRect().height === 0`);
    expect(await layoutShift()).toBeLessThan(0.01);
  }, 30_000);

  it('counts as seen what was half visible for a second, and only that', async () => {
    const { page, events } = await visit(listOf(others));
    await page.locator(`${widget} a`).first().waitFor();
    expect(events.filter(({ kind }) => kind === 'impression')).toEqual([]);
    await page.locator(widget).scrollIntoViewIfNeeded();
    const impression = await eventOf(events, 'impression');
    expect(impression.body).toMatchObject({ recommendationId: 'r-1', token: 'token-p1', position: 0 });
    expect(impression.body.productIds).toEqual(expect.arrayContaining(['p1', 'p2']));
    expect(impression.body.productIds).not.toContain('p8');
    expect(impression.contentType).toMatch(/^text\/plain/);
  }, 30_000);

  it('follows a click to the product, and credits its add to cart', async () => {
    const { page, events } = await visit(listOf(others));
    await page.locator(`${widget} a`).nth(2).click();
    await page.waitForURL('**/products/p3');
    const click = await eventOf(events, 'click');
    expect(click.body).toMatchObject({ productId: 'p3', position: 2, token: 'token-p3', recommendationId: 'r-1' });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const added = await eventOf(events, 'add-to-cart');
    expect(added.body).toMatchObject({ productId: 'p3', token: 'token-p3', sessionId: click.body.sessionId });
  }, 30_000);

  it('stores no id for a visitor whose browser says do not track', async () => {
    const { page } = await openPage(browser);
    await page.addInitScript(`Object.defineProperty(navigator, 'doNotTrack', { value: '1' })`);
    const events = await stubRecommendations(page, listOf(others));
    await page.goto(`${storefront.url}/products/p0`);
    const view = await eventOf(events, 'view');
    expect(view.body.consent).toEqual({ analytics: false });
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
  }, 30_000);

  it('can be used with the keyboard alone', async () => {
    const { page } = await visit(listOf(others));
    await page.locator(`${widget} a`).first().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/products/p2');
  }, 30_000);

  it('fits a narrow phone and scrolls sideways by touch', async () => {
    const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const { page, layoutShift } = await visit(listOf(others), phone);
    await page.locator(`${widget} a`).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    const row = `document.querySelector('${widget}').shadowRoot.querySelector('ul')`;
    expect(await page.evaluate(`${row}.scrollWidth > ${row}.clientWidth`)).toBe(true);
    expect(await layoutShift()).toBe(0);
  }, 30_000);
});
