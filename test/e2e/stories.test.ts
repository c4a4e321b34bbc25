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

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

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

  interface RuleDay {
    readonly impressions: number;
    readonly accepts: number;
    readonly declines: number;
  }

  const api = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const separator = path.includes('?') ? '&' : '?';
    const headers = { authorization: `Bearer ${demo.ownerToken}`, 'content-type': 'application/json' };
    const response = await fetch(`${demo.apiUrl}${path}${separator}companyId=${demo.companyId}`, { headers, ...init });
    expect(response.status).toBeLessThan(300);
    return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  };

  const findRule = async (name: string): Promise<{ ruleId: string }> => {
    const { data } = await api<{ data: { ruleId: string; name: string }[] }>('/api/upsell/rules?limit=100');
    const rule = data.find((one) => one.name === name);
    if (!rule) throw new Error(`There is no rule ${name}`);
    return rule;
  };

  const countsOf = async (ruleId: string): Promise<RuleDay> => {
    await demo.drainStreams();
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const range = `from=${day(Date.now() - 86_400_000)}&to=${day(Date.now())}`;
    const { data } = await api<{ data: RuleDay[] }>(`/api/upsell/rules/${ruleId}/days?${range}`);
    const sum = (name: keyof RuleDay) => data.reduce((total, one) => total + one[name], 0);
    return { impressions: sum('impressions'), accepts: sum('accepts'), declines: sum('declines') };
  };

  const fillCart = async (page: Page, ...productIds: readonly string[]): Promise<void> => {
    for (const productId of productIds) {
      await page.goto(`${demo.storefrontUrl}/products/${productId}`);
      await page.getByRole('button', { name: 'Add to cart' }).click();
    }
    await page.goto(`${demo.storefrontUrl}/cart`);
  };

  const openNewRule = async (page: Page, name: string, kind: string): Promise<void> => {
    await page.goto(`${demo.webUrl}/momentum/upsell/new`);
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Kind of offer').click();
    await page.getByRole('option', { name: kind, exact: true }).click();
  };

  const pick = async (page: Page, label: string, title: string): Promise<void> => {
    await page.getByLabel(label, { exact: true }).first().fill(title);
    await page.getByRole('option', { name: title }).first().click();
    await page.keyboard.press('Escape');
  };

  /** Rules may stay in a function's memory for a minute. */
  const ruleTtlMs = 75_000;

  it(
    'a merchant creates a rule and tries it; a shopper sees it, accepts, and is counted; another declines and is left alone',
    async () => {
      const { page, errors } = await openPage(browser);
      await signIn(page);
      await page.getByRole('link', { name: 'Upsell' }).click();
      await page.getByRole('link', { name: 'New rule' }).click();
      await page.getByRole('button', { name: 'Create rule' }).click();
      await page.getByText('Give the rule a name').waitFor();
      await openNewRule(page, 'A napkin to the apron', 'Further products');
      await pick(page, 'Products', 'Noir Linen Napkin');
      await page.getByLabel('Discount', { exact: true }).fill('20');
      await page.getByLabel('Priority').fill('900');
      await page.getByRole('button', { name: 'Add a condition' }).click();
      await page.getByRole('menuitem', { name: 'Contains a product' }).click();
      const condition = page.getByRole('group', { name: 'Contains a product' });
      await condition.getByLabel('Products', { exact: true }).fill('Oslo Apron');
      await page.getByRole('option', { name: 'Oslo Apron' }).click();
      await page.keyboard.press('Escape');
      await page.getByText(/Does not hold: Contains a product: Oslo Apron/).waitFor();
      await pick(page, 'Product', 'Oslo Apron');
      await page.getByText('This cart gets the offer.').waitFor();
      await page.getByRole('button', { name: 'Create rule' }).click();
      await page.getByText('“A napkin to the apron” is saved.').waitFor();
      expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
      const { ruleId } = await findRule('A napkin to the apron');

      const shopper = (await openPage(browser)).page;
      await fillCart(shopper, 'oslo-apron');
      const offer = shopper.locator(`upsell-cart [data-rule="${ruleId}"]`);
      await until(async () => {
        await shopper.waitForTimeout(1500);
        if ((await offer.count()) === 1) return true;
        await shopper.reload();
        return false;
      }, ruleTtlMs);
      await offer.scrollIntoViewIfNeeded();
      await until(async () => (await countsOf(ruleId)).impressions === 1);
      const promised = /→ (\S+)/.exec((await offer.locator('.effect').textContent()) ?? '')?.[1];
      expect(promised).toMatch(/^€\d+\.\d\d$/);
      await offer.getByRole('button', { name: /^Add to cart/ }).click();
      await shopper.getByRole('link', { name: 'Noir Linen Napkin' }).first().waitFor();
      await shopper.getByText('Offer price').waitFor();
      await until(async () => (await countsOf(ruleId)).accepts === 1);
      expect(await countsOf(ruleId)).toEqual({ impressions: 1, accepts: 1, declines: 0 });

      const other = (await openPage(browser)).page;
      await fillCart(other, 'oslo-apron');
      const declined = other.locator(`upsell-cart [data-rule="${ruleId}"]`);
      await declined.scrollIntoViewIfNeeded();
      await until(async () => (await countsOf(ruleId)).impressions === 2);
      await declined.getByRole('button', { name: /^No, thanks/ }).click();
      await until(async () => (await countsOf(ruleId)).declines === 1);
      // Without its own memory the page has only the server to tell it.
      await other.evaluate('sessionStorage.clear()');
      await other.reload();
      await other.locator('upsell-cart [data-rule]').first().waitFor();
      expect(await declined.count()).toBe(0);
    },
    4 * minute,
  );

  it.each<[kind: string, fill: (page: Page) => Promise<void>]>([
    ['Quantity discount', async () => undefined],
    ['Subscription', async () => undefined],
    [
      'Further products',
      async (page) => {
        await page.getByLabel('Relation').click();
        await page.getByRole('option', { name: 'Also bought' }).click();
      },
    ],
    [
      'Bundle',
      async (page) => {
        await pick(page, 'Products', 'Moss Vase');
        await pick(page, 'Products', 'Moss Dried Flowers');
        await page.getByLabel('Kind of discount').click();
        await page.getByRole('option', { name: 'Price of the bundle' }).click();
        await page.getByLabel('Amount').fill('39.50');
      },
    ],
    ['Free gift', (page) => pick(page, 'Gifts', 'Noir Match Box')],
    ['Free shipping', (page) => page.getByLabel('From', { exact: true }).first().fill('75')],
  ])(
    'a merchant creates a rule of the type %s without a word of code',
    async (kind, fill) => {
      const { page } = await openPage(browser);
      await signIn(page);
      const name = `Story of ${kind}`;
      await openNewRule(page, name, kind);
      await fill(page);
      await page.getByLabel('On: shoppers may see it').uncheck();
      await page.getByRole('button', { name: 'Create rule' }).click();
      await page.getByText(`“${name}” is saved.`).waitFor();
      const row = page.getByRole('article', { name, exact: true });
      await row.getByText(kind, { exact: true }).waitFor();
      await row.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await until(async () => (await row.count()) === 0);
    },
    2 * minute,
  );

  it(
    'a merchant whose rule somebody else saved meanwhile is told so and loses nothing; turning it off keeps the change',
    async () => {
      const { ruleId } = await findRule('Tea for two');
      const { page } = await openPage(browser);
      await signIn(page);
      await page.goto(`${demo.webUrl}/momentum/upsell/rules/${ruleId}`);
      await page.getByLabel('Priority').fill('555');

      const other = (await openPage(browser)).page;
      await signIn(other);
      await other.goto(`${demo.webUrl}/momentum/upsell/rules/${ruleId}`);
      await other.getByLabel('Priority').fill('444');
      await other.getByRole('button', { name: 'Save', exact: true }).click();
      await other.getByText('“Tea for two” is saved.').waitFor();

      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/Somebody else saved this rule/).waitFor();
      expect(await page.getByLabel('Priority').inputValue()).toBe('555');
      await page.getByRole('button', { name: 'Save mine over theirs' }).click();
      await page.getByText('“Tea for two” is saved.').waitFor();
      const toggle = page.getByLabel('Tea for two is on');
      // Not `uncheck`, which asks for the new state within the same turn of the page's event loop.
      await toggle.click();
      await page.getByRole('article', { name: 'Tea for two' }).getByText('Off', { exact: true }).waitFor();
      expect(await api<object>(`/api/upsell/rules/${ruleId}`)).toMatchObject({ enabled: false, priority: 555 });
    },
    2 * minute,
  );

  it(
    'a merchant plans an experiment, is told what keeps it from starting, gives a variant its rule, starts and reads it',
    async () => {
      const { page, errors } = await openPage(browser);
      await signIn(page);
      await page.getByRole('link', { name: 'Experiments' }).click();
      await page.getByRole('link', { name: 'New experiment' }).click();
      await page.getByLabel('Name').fill('With a match box');
      await page.getByLabel('Who counts').click();
      await page.getByRole('option', { name: 'Whoever put something into the cart' }).click();
      await page.getByRole('button', { name: 'Create experiment' }).click();

      await page.getByRole('heading', { name: 'With a match box', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
      await page.getByText(/It cannot start yet/).waitFor();

      await page.getByRole('link', { name: 'Add a rule for b' }).click();
      await page.getByLabel('Name').fill('A match box for b');
      await page.getByRole('group', { name: 'Experiment variant' }).getByText('With a match box (draft)').waitFor();
      await pick(page, 'Products', 'Noir Match Box');
      await page.getByRole('button', { name: 'Create rule' }).click();
      const rule = page.getByRole('article', { name: 'A match box for b' });
      await rule.getByText(/Experiment variant: With a match box, b/).waitFor();

      await page.getByRole('link', { name: 'Experiments' }).click();
      await page.getByRole('link', { name: 'With a match box' }).click();
      await page.getByRole('link', { name: 'A match box for b' }).waitFor();
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
      await page.getByText(/it has run for 0 of at least 14 days/).waitFor();
      await page.getByText(/Nobody has been counted yet/).waitFor();
      expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);

      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped', { exact: true }).waitFor();
      await api(`/api/upsell/rules/${(await findRule('A match box for b')).ruleId}`, { method: 'DELETE' });
    },
    2 * minute,
  );

  it(
    'a merchant sets a quantity price, is told of one that costs more, and the product page shows what was saved',
    async () => {
      const { page } = await openPage(browser);
      await signIn(page);
      await page.goto(`${demo.webUrl}/momentum/prices?product=noir-vase`);
      await page.getByRole('button', { name: 'Add a quantity price' }).click();
      await page.getByLabel('Off each unit').fill('10');
      await page.getByText(/^3 units: /).waitFor();
      await page.getByText(/The shopper is told: add 1 more and save 10%/).waitFor();
      await page.getByRole('button', { name: 'Add a quantity price' }).click();
      await page.getByLabel('Off each unit').nth(1).fill('5');
      const panel = page.getByRole('region', { name: 'Quantity prices' });
      await panel.getByRole('button', { name: 'Save', exact: true }).click();
      await panel
        .getByText(/more units must not cost more each/)
        .first()
        .waitFor();
      await page.getByLabel('Off each unit').nth(1).fill('15');
      await panel.getByRole('button', { name: 'Save', exact: true }).click();
      await panel.getByText('Everything is saved.').waitFor();

      const shopper = (await openPage(browser)).page;
      await shopper.goto(`${demo.storefrontUrl}/products/noir-vase`);
      const prices = shopper.getByRole('region', { name: 'Quantity prices' });
      expect(await prices.getByRole('listitem').count()).toBe(2);
      expect(await prices.textContent()).toContain('−15 %');
    },
    2 * minute,
  );
});
