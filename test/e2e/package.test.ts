import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { kindOf } from '../../src/report/files/own-files.js';
import type { renderPage as RenderPage } from '../../src/report/page/render-page.js';
import { removeDemoDatabase } from '../../src/warehouse/demo-database.js';
import { cases } from '../support/report/cases.js';
import { tempDir } from '../support/temp-dir.js';
import { needs } from '../support/vitest/needs.js';
import { shared } from '../support/vitest/when-done.js';
import { canOpenPages } from './support/browser.js';
import { checkDemoPage } from './support/check-demo-page.js';
import { demoHistory } from './support/demo-history.js';

const repository = join(import.meta.dirname, '../..');

/* Installs the packed tarball into an empty folder and runs the demo there. */
const demoed = shared(async () => {
  const packed = await tempDir();
  await execa('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], {
    cwd: repository,
  });
  const cwd = await tempDir();
  await writeFile(join(cwd, 'package.json'), '{}');
  const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;
  const tarball = join(packed, `toast-warehouse-${version}.tgz`);
  const quick = ['--no-audit', '--no-fund', '--prefer-offline'];
  await execa('npm', ['install', ...quick, tarball], { cwd });

  const bin = join(cwd, 'node_modules/.bin/toast');
  const small = ['--restaurants', '2', '--orders-per-day', '12'];
  const demo = await execa(bin, ['demo', ...small, '--json'], { cwd });
  return { cwd, bin, result: JSON.parse(demo.stdout).result };
});

it('the packed tarball has what it needs, and nothing that is bundled', async () => {
  const { cwd } = demoed();
  /* npm applies overrides of the project it installs into, not those of a package: so it is bundled. */
  const fromPackage = createRequire(join(cwd, 'node_modules/toast-warehouse/package.json'));
  const fromFernet = createRequire(fromPackage.resolve('fernet'));
  expect((fromFernet('crypto-js/package.json') as { version: string }).version).toMatch(
    /^4\.[2-9]/,
  );

  /* npm runs none of its scripts when it is installed, and warns of packages whose scripts it would run. */
  const { scripts } = fromPackage('./package.json') as { scripts: Record<string, string> };
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
  expect(Object.keys(scripts).filter((name) => onInstall.includes(name))).toEqual([]);

  /* What draws the page of the report is in a bundle, with the licenses of what is in it. */
  const installed = await readdir(join(cwd, 'node_modules'));
  expect(installed.filter((name) => /^(echarts|zrender|preact)/.test(name))).toEqual([]);
  const page = join(cwd, 'node_modules/toast-warehouse/dist/report/page');
  expect((await readdir(page)).toSorted()).toEqual(['NOTICE.txt', 'assets', 'render-page.js']);
  const notice = await readFile(join(page, 'NOTICE.txt'), 'utf8');
  for (const name of ['echarts', 'zrender', 'tslib', 'preact', 'preact-render-to-string']) {
    expect(notice).toMatch(new RegExp(`^${name}@[0-9.]+ \\(`, 'm'));
  }
  const { renderPage } = (await import(join(page, 'render-page.js'))) as {
    renderPage: typeof RenderPage;
  };
  const [chart] = /Line chart: net sales of [^"]*? by day/.exec(renderPage(cases.one())) ?? [];
  expect(chart).toBe('Line chart: net sales of Harbor Grill by day');
});

it('toast demo and toast query work where the packed tarball is installed', async () => {
  const { cwd, bin, result } = demoed();
  expect(result.extract.status).toBe('complete');
  expect(result.tests.failed).toEqual([]);
  /* Shifts that were taken off the schedule after they were worked had been read before. */
  const aboutShifts = ({ name }: { name: string }) => name.includes('shift_reference');
  expect(result.tests.warned.filter(aboutShifts)).toEqual([]);
  expect(result.netSales).toHaveLength(2);
  for (const { net_sales, week_before, labor } of result.netSales) {
    expect(Number(net_sales)).toBeGreaterThan(0);
    expect(Number(week_before)).toBeGreaterThan(0);
    expect(labor).toBeGreaterThan(0);
  }
  expect(result.topItems).toHaveLength(5);
  expect(result.models.length).toBeGreaterThan(20);
  expect(result.report).toBe(join(cwd, 'toast-demo-report.html'));
  expect(kindOf(await readFile(result.report, 'utf8'))).toBe('report');

  /* They work as pasted from that folder. What `npx` starts is what npm installed, so once will do. */
  expect(result.queries).toHaveLength(3);
  for (const [i, query] of (result.queries as string[]).entries()) {
    expect(query).toMatch(/^npx toast query --database toast-demo.duckdb "/);
    const pasted = i === 0 ? query : query.replace(/^npx toast/, `'${bin}'`);
    const found = await execa(`${pasted} --format json`, { cwd, shell: true });
    expect(JSON.parse(found.stdout).length, query).toBeGreaterThan(0);
  }

  const database = join(cwd, 'toast-demo.duckdb');
  const { orders, prices, wages, hired, backInStock } = await demoHistory(database);
  expect(orders[0]?.n).toBeGreaterThan(500);
  expect(prices.length).toBeGreaterThan(3);
  for (const { before, after, changed } of prices) {
    expect(after).toBeGreaterThan(Number(before));
    expect([18, 8, 0]).toContain(changed);
  }
  /* Two days after the demo's first, nobody has had a raise; ten days later, some have. */
  expect(wages).toContainEqual({ before: 9.1, after: 10.1, since: 28, changed: 18 });
  expect(hired).toEqual([{ since: 18 }]);
  expect(backInStock).toContainEqual({ since: 28, back: 18 });
  expect(backInStock).toContainEqual({ since: 18, back: 8 });
});

it('the report of the demo opens in Chromium', needs('Chromium', canOpenPages), async () => {
  const { cwd, bin, result } = demoed();
  const [, date] = /<time dateTime="([^"]+)"/i.exec(await readFile(result.report, 'utf8')) ?? [];
  const args = ['report', '-d', 'toast-demo.duckdb', '--date', date!, '--format', 'json'];
  const { stdout } = await execa(bin, args, { cwd });
  await checkDemoPage(result.report, JSON.parse(stdout));
});

it('the database of a demo can be removed', async () => {
  const { cwd } = demoed();
  /* Another demo would replace it. */
  await removeDemoDatabase(join(cwd, 'toast-demo.duckdb'));
  expect(await readdir(cwd)).not.toContain('toast-demo.duckdb');
});
