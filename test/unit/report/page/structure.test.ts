import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/report/document/report.js';
import { drawCharts } from '../../../../src/report/page/draw-charts.js';
import { renderPage } from '../../../../src/report/page/render-page.js';
import { Charts } from '../../../../src/report/page/view/charts.js';
import { createView } from '../../../../src/report/page/view/view.js';
import { cases } from '../../../support/report/cases.js';
import { hostileReport } from '../../../support/report/hostile.js';
import { ParsedPage, textOf } from './support/parsed-page.js';

const pages = {
  one: new ParsedPage(cases.one()),
  three: new ParsedPage(cases.three()),
  fifty: new ParsedPage(cases.fiftyOnABadDay()),
  hostile: new ParsedPage(hostileReport()),
};
const all = Object.entries(pages);

describe.each(all)('the page of %s', (_, page) => {
  it('has landmarks, one heading of the first level, and sections in the order of the contents', () => {
    expect(page.all('h1')).toHaveLength(1);
    expect(page.all('main')).toHaveLength(1);
    expect(page.all('nav')).toHaveLength(1);
    expect(page.all('main > section').map(({ id }) => id)).toEqual([
      ...['data', 'locations', 'trend', 'hours', 'mix', 'items', 'exceptions', 'chase'],
      ...['proof', 'restated'],
    ]);
    expect(page.all('nav a').map((link) => link.getAttribute('href'))).toEqual(
      page.all('main > section').map(({ id }) => `#${id}`),
    );
    for (const section of page.all('main > section')) {
      const title = page.document.getElementById(section.getAttribute('aria-labelledby')!);
      expect(title?.localName).toBe('h2');
    }
  });

  it('has no two elements of one id, and links only to its own', () => {
    const ids = page.all('[id]').map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = page.all('a').map((link) => link.getAttribute('href')!);
    expect(targets.filter((target) => !ids.includes(target.slice(1)))).toEqual([]);
  });

  it('has a caption and headers with a scope in every table', () => {
    const tables = page.all('table');
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => textOf(table.querySelector('caption')!) === '')).toEqual([]);
    expect(page.all('th:not([scope])')).toEqual([]);
    const unnamed = page.all('tbody tr').filter((row) => row.querySelector('th') === null);
    expect(unnamed).toEqual([]);
  });

  it('has a text for every chart, and the numbers of each in a folded table', () => {
    const charts = page.all('.plot svg');
    expect(charts.length).toBeGreaterThan(1);
    for (const chart of charts) {
      expect(chart.getAttribute('role')).toBe('img');
      expect(chart.getAttribute('aria-label')).toMatch(/^(Line|Bar) chart: .{30}/s);
      const numbers = chart.closest('figure')?.querySelector('details table');
      expect(numbers?.querySelectorAll('tbody tr').length).toBeGreaterThan(5);
    }
    expect(page.all('svg:not([role=img], [aria-hidden=true])')).toEqual([]);
  });

  it('runs and loads only what its policy allows by hash', () => {
    const policy = page.all('meta[http-equiv]')[0]!.getAttribute('content')!;
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    const [style, ...styles] = page.all('style');
    const [script, ...scripts] = page.all('script');
    expect([...styles, ...scripts]).toEqual([]);
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash(style!.textContent)}'; ` +
        `script-src 'sha256-${hash(script!.textContent)}'; ` +
        "img-src data:; base-uri 'none'; form-action 'none'",
    );
    expect(page.all('[style], [src], [srcset], iframe, object, embed, form, base, image')).toEqual(
      [],
    );
    expect(page.all('link').map((link) => link.getAttribute('href'))).toEqual(['data:,']);
    const handlers = page
      .all('*')
      .flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith('on')));
    expect(handlers).toEqual([]);
  });

  it('takes the colors of charts from the style sheet', () => {
    const colors = page
      .all('svg *')
      .flatMap((part) => ['fill', 'stroke'].map((name) => part.getAttribute(name)))
      .filter((color) => color !== null && color !== 'none');
    expect(new Set(colors)).toEqual(
      new Set(['accent', 'band', 'bar', 'ink', 'rule', 'soft'].map((name) => `var(--${name})`)),
    );
  });
});

describe('the page of one restaurant', () => {
  it('has no ranking, and nothing of the restaurant is folded but the numbers of charts', () => {
    expect(pages.one.all('.ranking')).toEqual([]);
    const folded = pages.one.all('details').filter(({ className }) => className !== 'numbers');
    expect(folded).toEqual([]);
  });
});

describe('the page of fifty restaurants', () => {
  it('ranks them, and folds what is of each', () => {
    expect(pages.fifty.all('.ranking tbody tr')).toHaveLength(50);
    expect(pages.fifty.all('.ranking .sparkline')).toHaveLength(50);
    expect(pages.fifty.all('#trend .multiples svg')).toHaveLength(50);
    expect(pages.fifty.all('#hours .multiples svg')).toHaveLength(50);
    expect(pages.fifty.all('#mix details')).toHaveLength(50);
    expect(pages.fifty.all('details[open]')).toEqual([]);
  });

  it('has less than 2 MB, even on a day on which a report lists as much as it can', () => {
    expect(Buffer.byteLength(pages.fifty.html)).toBeLessThan(2_000_000);
  });
});

it('the same report gives the same page', () => {
  expect(renderPage(cases.three())).toBe(pages.three.html);
});

it.each(['one', 'three', 'twoCurrencies'] as const)(
  'all charts of %s can be drawn before the rest is known',
  async (name) => {
    const report = cases[name]();
    const { businessDate, madeAt, restaurants, locations, trend, hours } = report;
    const parts = { businessDate, madeAt, restaurants, locations, trend, hours };
    const drawn = await drawCharts(parts);
    const refuse = (chart: string) => {
      throw new Error(`Not drawn: ${chart}`);
    };
    const charts = new Charts();
    charts.of = (chart) => drawn.of(chart, () => refuse(chart));
    expect(renderPage(report, charts)).toBe(renderPage(report));
  },
);

it('lists ten of a kind, and five where fifty restaurants have that many', () => {
  const listed = (report: Report) => createView(report).listedOfKind;
  expect(listed(cases.three())).toBe(10);
  expect(listed(cases.fifty())).toBe(10);
  expect(listed(cases.fiftyOnABadDay())).toBe(5);
});

it('the page says in its head that it is a report', () => {
  expect(pages.hostile.html.slice(0, 1_000)).toContain(
    '<meta name="generator" content="toast report"',
  );
});
