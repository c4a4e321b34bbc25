import type { Browser, Page } from 'playwright-core';
import { recordOfferAccept, recordOfferDecline, recordOfferImpressions } from '#contracts/api/upsell-impressions';
import { upsellTypes } from '#core/rules/offer-declarations';
import type { ShopProduct } from '#local/demo/storefront/shop';
import { type Storefront, startStorefront } from '#local/demo/storefront/start-storefront';
import { launchBrowser, openPage, watchLayoutShift } from '#test/support/browser';
import { ensureWebIsBuilt } from '#test/support/built-web';
import { type OffersAnswer, offerOf, stubOffers } from '#test/support/stub-offers';
import { listOf, stubRecommendations } from '#test/support/stub-recommendations';

const catalog = ['p1', 'p2', 'p3', 'p4'].map(
  (productId): ShopProduct => ({
    productId,
    title: `Product ${productId}`,
    categoryPath: ['Kitchen'],
    prices: [{ amount: 1000, currency: 'GBP' }],
    status: 'active',
    attributes: {},
    tags: [],
    updatedAt: '2026-01-01T00:00:00Z',
    svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
  }),
);

const widget = 'upsell-cart';
const card = `${widget} [data-type]`;
const heightOf = (page: Page) =>
  page.evaluate<number>(`document.querySelector('${widget}').getBoundingClientRect().height`);

const until = async <T>(read: () => T | undefined): Promise<T> => {
  for (let tries = 0; tries < 100; tries++) {
    const value = read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not happen within 5 seconds');
};

describe('the offers on a cart page', () => {
  let browser: Browser;
  let storefront: Storefront;

  beforeAll(async () => {
    ensureWebIsBuilt('widgets');
    const shop = { port: 0, apiUrl: 'http://api.invalid', companyId: 'a-shop', catalog, currency: 'GBP' };
    [browser, storefront] = await Promise.all([launchBrowser(), startStorefront(shop)]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await storefront?.close();
  });

  const visit = async (answers: () => OffersAnswer, options: Parameters<typeof openPage>[1] = {}) => {
    const { page, errors } = await openPage(browser, options);
    const layoutShift = await watchLayoutShift(page);
    await stubRecommendations(page, listOf([]));
    const stub = await stubOffers(page, answers);
    await page.addInitScript(`localStorage.setItem('demo-shop.cart', '{"p1":1}')`);
    await page.goto(`${storefront.url}/cart`);
    await page.locator('.lines').waitFor();
    // The shop's own lines come late; what the offers move is what is moved from here on.
    const shopShift = await layoutShift();
    return { page, errors, layoutShift: async () => (await layoutShift()) - shopShift, ...stub };
  };

  it('renders each of the six types with its price effect and its reason', async () => {
    const { page, errors, carts } = await visit(() => upsellTypes.map((type) => offerOf(type)));
    await page.locator(card).first().waitFor();
    expect(carts[0]).toMatchObject({ lines: [{ productId: 'p1', quantity: 1 }], context: { device: 'desktop' } });
    const textOf = async (type: string) => {
      const parts = page.locator(`${widget} [data-type=${type}]`).locator('h3, p, li, button');
      return (await parts.allTextContents()).map((text) => text.trim());
    };
    for (const type of upsellTypes) {
      expect(await textOf(type)).toEqual(expect.arrayContaining([`The offer ${type}`, 'Picked by the shop']));
    }
    expect(await textOf('BULK_DISCOUNT')).toEqual(
      expect.arrayContaining([
        'Product p13 × £9.00 instead of £10.00',
        'Cart total: £30.00 → £39.00',
        'Add more',
        'No, thanks',
      ]),
    );
    expect(await textOf('SUBSCRIPTION')).toContain('£9.00 per delivery');
    expect((await textOf('FREE_GIFT')).join(' ')).toContain('Free');
    expect(await page.locator(`${widget} [data-type=BUNDLE] .products li`).count()).toBe(3);
    const progress = page.locator(`${widget} [data-type=FREE_SHIPPING]`).getByRole('progressbar');
    expect(await progress.getAttribute('aria-valuenow')).toBe('60');
    // There is nothing to accept before the threshold is reached.
    expect(await page.locator(`${widget} [data-type=FREE_SHIPPING] .accept`).count()).toBe(0);
    expect(errors).toEqual([]);
  }, 30_000);

  it.each(['error', 'unreachable', 'garbage', 'silent', 'off'] as const)(
    'leaves no gap, moves nothing and throws nothing when the API answers with: %s',
    async (answer) => {
      const { page, layoutShift, errors } = await visit(() => answer);
      await page.waitForFunction(`document.querySelector('${widget}').getBoundingClientRect().height === 0`);
      expect(await layoutShift()).toBeLessThan(0.01);
      expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
    },
    30_000,
  );

  it('counts as seen only what was half visible for a second, in the form of its contract', async () => {
    const { page, events } = await visit(() => [offerOf('CROSS_SELL')], { viewport: { width: 1280, height: 300 } });
    await page.locator(card).waitFor({ state: 'attached' });
    await page.waitForTimeout(1500);
    expect(events).toEqual([]);
    await page.locator(widget).scrollIntoViewIfNeeded();
    const { body } = await until(() => events.find(({ kind }) => kind === 'impressions'));
    expect(recordOfferImpressions.body?.safeParse(body)).toMatchObject({ success: true });
    expect(body).toMatchObject({ impressions: [{ token: 'token-CROSS_SELL' }] });
  }, 30_000);

  it('reports an accepted offer with its value and tells the shop what to put into the cart', async () => {
    const { page, events } = await visit(() => [offerOf('CROSS_SELL'), offerOf('FREE_GIFT')]);
    await page.evaluate(`document.addEventListener('upsell-accept', ({ detail }) => { globalThis.taken = detail; })`);
    await page.locator(`${widget} [data-type=CROSS_SELL] .accept`).click();
    const { body } = await until(() => events.find(({ kind }) => kind === 'accept'));
    expect(recordOfferAccept.body?.safeParse(body)).toMatchObject({ success: true });
    expect(body).toMatchObject({ token: 'token-CROSS_SELL', value: { amount: 900, currency: 'GBP' } });
    expect(await page.evaluate('globalThis.taken')).toMatchObject({
      offerId: 'offer-CROSS_SELL',
      add: [{ productId: 'p2', quantity: 1, unitPrice: { amount: 900, currency: 'GBP' } }],
      change: [],
    });
    expect(await page.locator(card).count()).toBe(2);
  }, 30_000);

  it('reports nothing when the shop cancels the event because it cannot apply the offer', async () => {
    const { page, events } = await visit(() => [offerOf('CROSS_SELL')]);
    await page.evaluate(`document.addEventListener('upsell-accept', (event) => event.preventDefault())`);
    await page.locator(`${widget} .accept`).click();
    await page.waitForTimeout(300);
    expect(events.filter(({ kind }) => kind === 'accept')).toEqual([]);
    expect(await page.locator(`${widget} .accept`).count()).toBe(1);
  }, 30_000);

  it('takes a declined offer away, by keyboard, and does not show it again before the server has heard of it', async () => {
    const { page, events, layoutShift } = await visit(() => [offerOf('CROSS_SELL'), offerOf('FREE_GIFT')]);
    const decline = page.getByRole('button', { name: 'No, thanks: The offer CROSS_SELL' });
    await decline.focus();
    await page.keyboard.press('Enter');
    const { body } = await until(() => events.find(({ kind }) => kind === 'decline'));
    expect(recordOfferDecline.body?.safeParse(body)).toMatchObject({ success: true });
    expect(await page.locator(card).count()).toBe(1);
    await page.reload();
    await page.locator(card).waitFor();
    expect(await page.locator(card).getAttribute('data-type')).toBe('FREE_GIFT');
    // The page was loaded anew, and the shop's own lines came late once more.
    await page.locator('.lines').waitFor();
    const shiftBefore = await layoutShift();
    await page.locator(`${widget} .decline`).click();
    await page.waitForFunction(`document.querySelector('${widget}').getBoundingClientRect().height === 0`);
    expect((await layoutShift()) - shiftBefore).toBeLessThan(0.01);
  }, 30_000);

  it('follows the cart: offers come and go without moving what is below', async () => {
    let offers = [offerOf('CROSS_SELL')];
    const { page, layoutShift } = await visit(() => offers);
    await page.locator(card).waitFor();
    const height = await heightOf(page);
    offers = [offerOf('FREE_GIFT', { urgency: 'CRITICAL' }), offerOf('CROSS_SELL')];
    await page.getByLabel('Quantity of Product p1').fill('3');
    await page.keyboard.press('Enter');
    await page.locator(`${widget} [data-urgency=CRITICAL]`).waitFor();
    expect(await heightOf(page)).toBe(height);
    expect(await layoutShift()).toBeLessThan(0.01);
  }, 30_000);

  it('speaks the language of the page', async () => {
    const { page } = await visit(() => [offerOf('CROSS_SELL')]);
    await page.locator(card).waitFor();
    await page.evaluate(`document.querySelector('${widget}').setAttribute('locale', 'de-AT')`);
    await page.getByRole('heading', { name: 'Für Ihren Warenkorb' }).waitFor();
    expect(await page.locator(`${widget} .accept`).textContent()).toBe('In den Warenkorb');
  }, 30_000);

  it('fits a narrow phone', async () => {
    const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const { page } = await visit(() => upsellTypes.map((type) => offerOf(type)), phone);
    await page.locator(card).first().waitFor();
    expect(await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')).toEqual([320, 320]);
  }, 30_000);
});
