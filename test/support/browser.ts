import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const switches = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

interface Executable {
  readonly path: string;
  readonly env?: Record<string, string>;
}

/**
 * The package unpacks a browser with its own libraries. It is ESM only, and reads the environment when it is loaded,
 * so another process does that.
 */
const unpackChromium = (): Executable => {
  const script = `
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    console.log(JSON.stringify({ path, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }));`;
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
  return JSON.parse(output) as Executable;
};

/** `CHROMIUM_PATH`, else a browser of this machine, else the one of the package. */
const findChromium = (): Executable => {
  const path = [process.env.CHROMIUM_PATH, ...usualPaths].find((candidate) => candidate && existsSync(candidate));
  return path ? { path } : unpackChromium();
};

export const launchBrowser = (): Promise<Browser> => {
  const { path, env } = findChromium();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({ executablePath: path, args: switches, env: { ...Object.fromEntries(inherited), ...env } });
};

export interface WatchedPage {
  readonly page: Page;
  /** What the page's scripts threw and what they wrote as errors. */
  readonly errors: readonly string[];
}

/** A page of a fresh visitor, with an eye on what goes wrong in it. */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, errors };
};

/** In the browser: adds up what moves without the visitor's doing, as the Cumulative Layout Shift does. */
const addUpShifts = `
  globalThis.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;

/** Call before the page is opened; the result reads the sum of its layout shifts so far. */
export const watchLayoutShift = async (page: Page): Promise<() => Promise<number>> => {
  await page.addInitScript(addUpShifts);
  return () => page.evaluate<number>('globalThis.layoutShift');
};
