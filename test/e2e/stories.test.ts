import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, watchLayoutShift } from '#test/support/browser';
import { type DemoProcess, startDemoProcess } from '#test/support/demo-process';

const minute = 60_000;

interface Counters {
  readonly days: readonly { readonly clicks: number; readonly impressions: number; readonly views: number }[];
}

const pauseMs = 100;

/** Asks again and again until it holds. */
const until = async (holds: () => Promise<boolean>, patienceMs = 15_000): Promise<void> => {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pauseMs) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`It did not become so within ${patienceMs / 1000} seconds`);
};

describe('stories in the demo store', () => {
  let browser: Browser;
  let demo: DemoProcess;

  /** A function's first call takes long on a busy machine, and a widget does not wait for it. */
  const warmUp = async (): Promise<void> => {
    const path = `/api/products/${demo.productId}/recommendations`;
    for (const list of [path, `${path}/you-might-like`]) {
      const response = await fetch(`${demo.webUrl}${list}?companyId=${demo.companyId}`);
      expect(response.status).toBe(200);
    }
  };

  beforeAll(async () => {
    [browser, demo] = await Promise.all([launchBrowser(), startDemoProcess()]);
    await warmUp();
  }, 5 * minute);

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  }, minute);

  const countClicks = async (): Promise<number> => {
    await demo.drainStreams();
    const today = new Date().toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const query = new URLSearchParams({ companyId: demo.companyId, from: yesterday, to: today });
    const response = await fetch(`${demo.apiUrl}/api/analytics/recommendations?${query}`, {
      headers: { authorization: `Bearer ${demo.ownerToken}` },
    });
    const { days } = (await response.json()) as Counters;
    return days.reduce((sum, day) => sum + day.clicks, 0);
  };

  const signIn = async (page: Page): Promise<void> => {
    await page.goto(`${demo.webUrl}/momentum/recommendations`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill(demo.email);
    await page.getByLabel('Password').fill(demo.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Recommendations', level: 1 }).waitFor();
  };

  it(
    'a visitor opens a product page, sees recommendations with reasons, clicks one, and the click is counted',
    async () => {
      const { page, errors } = await openPage(browser);
      const layoutShift = await watchLayoutShift(page);
      const clicksBefore = await countClicks();
      await page.goto(`${demo.storefrontUrl}/products/${demo.productId}`);
      const cards = page.locator('upsell-recommendations[placement=hybrid] a');
      await cards.first().waitFor();
      expect(await cards.count()).toBeGreaterThanOrEqual(4);
      for (const reason of await cards.locator('.reason').allTextContents()) expect(reason).not.toBe('');
      expect(await layoutShift()).toBe(0);

      const target = await cards.first().getAttribute('href');
      const sent = page.waitForRequest((request) => request.url().includes('/api/recommendations/click'));
      await cards.first().click();
      await sent;
      await page.waitForURL(target ?? '');
      await until(async () => (await countClicks()) > clicksBefore);
      expect(await countClicks()).toBe(clicksBefore + 1);
      expect(errors).toEqual([]);
    },
    2 * minute,
  );

  it(
    'a merchant signs in, changes a section of the settings, sees the preview change and saves',
    async () => {
      const { page } = await openPage(browser);
      await signIn(page);
      const preview = page.getByRole('list', { name: 'Preview' }).getByRole('listitem');
      await preview.first().waitFor();
      const shown = await preview.count();
      expect(shown).toBeGreaterThan(3);

      await page.getByLabel('Products in a list').fill('3');
      await page.getByText('You have unsaved changes.').waitFor();
      await until(async () => (await preview.count()) === 3);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/Everything is saved/).waitFor();

      await page.reload();
      await preview.first().waitFor();
      expect(await page.getByLabel('Products in a list').inputValue()).toBe('3');
      expect(await preview.count()).toBe(3);
    },
    2 * minute,
  );

  it(
    'a merchant whose settings somebody else saved meanwhile is told so and loses nothing',
    async () => {
      const [mine, theirs] = [await openPage(browser), await openPage(browser)];
      for (const { page } of [mine, theirs]) {
        await signIn(page);
        await page.getByLabel('Stop at this stock').waitFor();
      }
      await theirs.page.getByLabel('Stop at this stock').fill('2');
      await theirs.page.getByRole('button', { name: 'Save', exact: true }).click();
      await theirs.page.getByText(/Everything is saved/).waitFor();

      await mine.page.getByLabel('Stop at this stock').fill('7');
      await mine.page.getByRole('button', { name: 'Save', exact: true }).click();
      await mine.page.getByText(/Somebody else saved these settings/).waitFor();
      expect(await mine.page.getByLabel('Stop at this stock').inputValue()).toBe('7');
      await mine.page.getByRole('button', { name: 'Reload theirs and drop mine' }).click();
      await mine.page.getByText(/Everything is saved/).waitFor();
      expect(await mine.page.getByLabel('Stop at this stock').inputValue()).toBe('2');
    },
    2 * minute,
  );

  it(
    'a merchant issues a secret key, which is shown once',
    async () => {
      const { page } = await openPage(browser);
      await signIn(page);
      await page.getByRole('link', { name: 'Keys' }).click();
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByLabel('Secret, for your server').check();
      await page.getByLabel('Name').fill('A key of the story');
      await page.getByRole('button', { name: 'Create key' }).click();
      const secret = await page.getByLabel('Key', { exact: true }).inputValue();
      expect(secret).toMatch(/^sk_/);
      await page.getByRole('button', { name: 'Done' }).click();
      await page.reload();
      await page.getByText('A key of the story').waitFor();
      expect(await page.content()).not.toContain(secret);
    },
    2 * minute,
  );

  it(
    'a merchant trains a model, sees it go live, rolls back to the one before, and puts the new one live again',
    async () => {
      const { page } = await openPage(browser);
      await signIn(page);
      await page.getByRole('link', { name: 'Models' }).click();
      const models = page.getByRole('article', { name: /^Model / });
      const live = models.filter({ has: page.getByText('Live', { exact: true }) });
      await live.waitFor();
      const first = await live.getAttribute('aria-label');
      await page.getByRole('button', { name: 'Train now' }).click();
      const nameOfLive = async () => ((await live.count()) === 1 ? live.getAttribute('aria-label') : null);
      await until(async () => ![first, null].includes(await nameOfLive()), 2 * minute);

      await page.getByRole('button', { name: 'Roll back' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
      await until(async () => (await nameOfLive()) === first);

      await models.getByRole('button', { name: 'Put live' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Put live' }).click();
      await until(async () => ![first, null].includes(await nameOfLive()));
    },
    4 * minute,
  );

  it(
    'an owner sees what each trainer would cost, has the next model trained by SQL, and goes back to choosing by size',
    async () => {
      const { page, errors } = await openPage(browser);
      await signIn(page);
      await page.getByRole('link', { name: 'Models' }).click();
      const panel = page.getByRole('region', { name: 'Trainer' });
      const choice = (name: string) => panel.getByRole('radio', { name });
      const choose = async (name: string) => {
        await choice(name).check();
        await until(() => choice(name).isEnabled());
        expect(await choice(name).isChecked()).toBe(true);
      };
      await panel.getByText(/queries that read about .* at the us-east-1 list price of Amazon Athena/).waitFor();
      await choose('Amazon Athena');
      await page.getByRole('button', { name: 'Train now' }).click();
      const bySql = page.getByRole('article').filter({ hasText: 'Trainer: athena' });
      await until(async () => (await bySql.count()) === 1, 2 * minute);
      await choose('By size (recommended)');
      expect(errors).toEqual([]);
    },
    4 * minute,
  );

  it(
    'a merchant adds a second store, is told of a wrong field, and finds the new store empty',
    async () => {
      const { page } = await openPage(browser);
      await signIn(page);
      await page.getByRole('button', { name: /Change store/ }).click();
      await page.getByRole('menuitem', { name: 'Add a store' }).click();
      await page.getByLabel('Store name').fill('Second Story');
      await page.getByLabel('Shop addresses').fill('not an address');
      await page.getByRole('button', { name: 'Create store' }).click();
      await page.getByText('Each address is like https://shop.example').waitFor();
      await page.getByLabel('Shop addresses').fill('https://second.example');
      await page.getByRole('button', { name: 'Create store' }).click();
      await page.getByRole('button', { name: 'Store: Second Story. Change store' }).waitFor();
      await page.getByText('This store has no products yet.').waitFor();
    },
    2 * minute,
  );
});
