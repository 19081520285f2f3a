import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import type { Report } from '../../../src/report/document/report.js';
import { artifact, installedChromium, openPage, pageFaults, startBrowser } from './browser.js';

/** Opens the page of a demo, and checks that what the simulated world plants is on it. */
export async function checkDemoPage(path: string, report: Report): Promise<void> {
  const url = pathToFileURL(path).href;
  const browser = await startBrowser(installedChromium());
  const { page, said, requested } = await openPage(browser, url, {
    viewport: { width: 1280, height: 900 },
  });
  expect(await pageFaults(page)).toEqual([]);
  expect({ said, requested }).toEqual({ said: [], requested: [] });

  expect(new Set(report.exceptions.map(({ kind }) => kind)).size).toBeGreaterThan(2);
  const shown = (await page.locator('#exceptions').innerText()).replace(/\s+/g, ' ');
  for (const { checkNumber, employee, description, amount } of report.exceptions) {
    if (employee !== null) expect(shown).toContain(employee);
    if (description !== null) expect(shown).toContain(description.replace(/\s+/g, ' '));
    if (checkNumber !== null) expect(shown).toContain(` ${checkNumber} `);
    if (amount !== null) expect(shown).toContain(`$${amount.toFixed(2)}`);
  }
  expect(report.chase.length).toBeGreaterThan(3);
  const open = await page.locator('#chase').innerText();
  for (const { description } of report.chase) expect(open).toContain(description);

  await page.screenshot({ path: artifact('report-demo-1280-light.png'), fullPage: true });
  const text = await page.locator('body').innerText();
  const plain = await openPage(browser, url, { javaScriptEnabled: false });
  expect(await plain.page.locator('body').innerText()).toBe(text);
}
