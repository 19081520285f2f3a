import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { whenDone } from '../../support/vitest/when-done.js';

const artifacts = join(import.meta.dirname, '../../../artifacts');

/** Gives the path of a Chromium that is installed, as Debian, Ubuntu and Google name it. */
export function installedChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Whether tests with a browser run. Where the gate runs, one that is missing is a failure. */
export const canOpenPages = installedChromium() !== undefined || process.env.CI !== undefined;

/**
 * Starts a browser for the tests that share it. Throws when there is none. Nothing has a time limit of its own,
 * here and in `openPage`: that of a test is enough, and no busy machine fails one that is shorter.
 */
export async function startBrowser(executablePath: string | undefined): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error('Chromium is not installed. On Debian: apt-get install chromium.');
  }
  const browser = await chromium.launch({ executablePath, timeout: 0 });
  whenDone(() => browser.close());
  return browser;
}

export interface OpenedPage {
  readonly page: Page;
  /** What the console said, errors of the page included. */
  readonly said: readonly string[];
  /** Addresses of what was loaded besides the page. */
  readonly requested: readonly string[];
}

/** Opens a file in a window of its own, and notes what it says and asks for. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const said: string[] = [];
  const requested: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== url) requested.push(request.url());
  });
  await page.goto(url);
  return { page, said, requested };
}

/** Gives the serious and critical faults that axe finds, each with what has it. */
export async function pageFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))].join(': ')))`);
}

/** Gives the path of a file that is kept after the tests, to be looked at. */
export function artifact(name: string): string {
  mkdirSync(artifacts, { recursive: true });
  return join(artifacts, name);
}
