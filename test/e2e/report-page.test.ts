import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { renderPage as RenderPage } from '../../src/report/page/render-page.js';
import { buildReport } from '../support/report/build-report.js';
import { cases } from '../support/report/cases.js';
import { hostileReport } from '../support/report/hostile.js';
import { tempDir } from '../support/temp-dir.js';
import { needs } from '../support/vitest/needs.js';
import { shared } from '../support/vitest/when-done.js';
import {
  artifact,
  canOpenPages,
  installedChromium,
  openPage,
  pageFaults,
  startBrowser,
} from './support/browser.js';

const reports = {
  one: cases.one,
  three: cases.three,
  eight: () => buildReport({ restaurants: 8 }),
  fifty: cases.fifty,
  closed: cases.closedDay,
  'not-complete': cases.notComplete,
  hostile: hostileReport,
};
type Name = keyof typeof reports;

const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 } };

describe('the page in Chromium', needs('Chromium', canOpenPages), () => {
  const made = shared(async () => {
    const bundle = join(import.meta.dirname, '../../dist/report/page/render-page.js');
    const { renderPage } = (await import(bundle)) as { renderPage: typeof RenderPage };
    const folder = await tempDir();
    for (const [name, create] of Object.entries(reports)) {
      await writeFile(join(folder, `${name}.html`), renderPage(create()));
    }
    return { folder, browser: await startBrowser(installedChromium()) };
  });
  const open = (name: Name, options?: BrowserContextOptions) =>
    openPage(made().browser, pathToFileURL(join(made().folder, `${name}.html`)).href, options);

  it.each(Object.keys(reports) as Name[])(
    '%s: says nothing, loads nothing, fits a wide screen and a phone, passes axe, prints what is folded, reads the same without scripts, and is kept as a picture',
    async (name) => {
      /* Opening a page takes most of the time of a check, so that one is opened for all. */
      const { page, said, requested } = await open(name, phone);
      const tooWide = 'document.documentElement.scrollWidth - window.innerWidth';
      expect(await page.evaluate(tooWide)).toBeLessThanOrEqual(0);
      if (name === 'three') await keepPicture(page, 'three-390-light');
      await page.setViewportSize(wide.viewport);
      expect(await page.evaluate(tooWide)).toBeLessThanOrEqual(0);
      if (name === 'one' || name === 'three' || name === 'fifty') {
        await keepPicture(page, `${name}-1280-light`);
      }
      /* Those of many restaurants have nothing else, only more of it. */
      if (name !== 'eight' && name !== 'fifty') {
        expect(await pageFaults(page)).toEqual([]);
      }
      if (name === 'three' || name === 'hostile') await expectSameWithoutScripts(name, page);
      if (name === 'eight' || name === 'fifty') await expectFolded(page, name);
      expect({ said, requested }).toEqual({ said: [], requested: [] });
      await page.context().close();
    },
  );

  async function expectSameWithoutScripts(name: Name, page: Page): Promise<void> {
    const off = await open(name, { ...wide, javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    expect(text.length).toBeGreaterThan(5_000);
    expect(await off.page.locator('body').innerText()).toBe(text);
    await off.page.context().close();
  }

  it('passes axe in the dark and on a phone, and axe finds what is wrong', async () => {
    const { page } = await open('not-complete', { ...phone, colorScheme: 'dark' });
    expect(await pageFaults(page)).toEqual([]);
    await page.evaluate(`document.querySelector('.lede').style.color = '#333'`);
    expect(await pageFaults(page)).toEqual([expect.stringMatching(/^color-contrast: <p/)]);
    await page.context().close();
  });

  it('sorts a table by a header, and back', async () => {
    const { page } = await open('three', wide);
    const names = () => page.locator('.ranking tbody th').allInnerTexts();
    const ranked = await names();
    const header = page.locator('.ranking thead th', { hasText: 'Restaurant' });
    await header.getByRole('button').click();
    expect(await names()).toEqual(ranked.toSorted());
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await header.getByRole('button').click();
    expect(await names()).toEqual(ranked.toSorted().toReversed());
    await page.locator('.ranking thead').getByRole('button', { name: 'Net sales' }).click();
    const sales = (await page.locator('.ranking tbody td:nth-child(3)').allInnerTexts()).map(
      (text) => Number(text.replace(/[$,]/g, '')),
    );
    expect(sales).toEqual(sales.toSorted((a, b) => b - a));
    expect(await header.getAttribute('aria-sort')).toBeNull();
    await page.context().close();
  });

  it('shows the numbers under the pointer', async () => {
    const { page } = await open('one', wide);
    const plot = page.locator('#trend .plot');
    const { width, height } = (await plot.boundingBox())!;
    await plot.hover({ position: { x: width - 25, y: height / 2 } });
    const [last] = cases.one().trend[0]!.days.slice(-1);
    const shown = await plot.locator('.readout').innerText();
    expect(shown).toContain('Wed, Nov 25');
    expect(shown).toContain(last!.netSales!.toLocaleString('en-US', { minimumFractionDigits: 2 }));
    await page.locator('h1').hover();
    await plot.locator('.readout').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('is kept as it is in the dark and as it is printed', async () => {
    const { page } = await open('three', { ...wide, colorScheme: 'dark' });
    await keepPicture(page, 'three-1280-dark');
    await page.setViewportSize(phone.viewport);
    await keepPicture(page, 'three-390-dark');
    const paper = await page.pdf({ path: artifact('report-three.pdf'), format: 'A4' });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    await page.context().close();
  });
});

/* What is folded on the screen is printed, but not all of fifty restaurants. */
async function expectFolded(page: Page, name: 'eight' | 'fifty'): Promise<void> {
  const seen = `[...document.querySelectorAll('details:not(.numbers, [open])')].map((folded) => [
    folded.closest('section').id, folded.querySelector('table').checkVisibility()])`;
  const onScreen = (await page.evaluate(seen)) as [string, boolean][];
  expect(onScreen.filter(([, isVisible]) => isVisible)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  const onPaper = (await page.evaluate(seen)) as [string, boolean][];
  const printed = onPaper.filter(([, isVisible]) => isVisible);
  if (name === 'eight') {
    expect(onScreen.length).toBeGreaterThan(16);
    expect(printed).toHaveLength(onScreen.length);
  } else {
    expect(new Set(printed.map(([section]) => section))).toEqual(new Set(['data', 'locations']));
  }
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ path: artifact(`report-${name}.png`), fullPage: true });
  expect(picture.length).toBeGreaterThan(10_000);
}
