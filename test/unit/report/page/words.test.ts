import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/report/document/report.js';
import { cases } from '../../../support/report/cases.js';
import { ParsedPage } from './support/parsed-page.js';

const pageOf = (create: () => Report) => new ParsedPage(create());

describe('the page says in words', () => {
  it('that a day is the first: there is nothing to compare it with', () => {
    const page = pageOf(cases.firstDay);
    expect(page.text('#data')).toContain('First day with data: Harbor Grill.');
    expect(page.text('.lede')).toMatch(/^Net sales were \$[\d,.]+\. /);
    const why = page.all('.headline .missing').map((missing) => missing.getAttribute('title'));
    expect(new Set(why)).toEqual(new Set(['first day with data']));
    expect(page.text('#items')).toContain('Too few items were sold for a bottom ten.');
    expect(page.text('#items')).toContain('Nothing to compare with: this needs earlier weeks.');
    expect(page.text('#restated')).toContain('This is the first report');
  });

  it('that a restaurant was closed', () => {
    const page = pageOf(cases.closedDay);
    expect(page.text('#data')).toContain('Closed on this day: Harbor Grill. No sales');
    expect(page.all('.headline .value').map(({ textContent }) => textContent)).toEqual(
      Array.from({ length: 5 }, () => '– closed'),
    );
    expect(page.text('#hours')).toContain('no restaurant was open');
    expect(page.text('#mix')).toContain('No sales and no payments on this day.');
    expect(page.text('#items')).toContain('No item was sold on this day.');
    expect(page.text('#exceptions')).toContain('No exceptions');
    expect(page.text('#proof')).toContain('There is nothing to compare on this day.');
  });

  it('that one of several was closed', () => {
    const page = pageOf(cases.oneClosedOfThree);
    expect(page.text('#hours')).toContain('Nothing by hour: Cedar & Vine.');
    expect(page.text('#exceptions')).toContain('No exceptions: Cedar & Vine.');
    expect(page.all('.ranking tbody th small').map(({ textContent }) => textContent)).toEqual([
      'closed',
    ]);
  });

  it('that scopes are missing and guests are not counted', () => {
    const page = pageOf(cases.noScopes);
    expect(page.text('#data')).toContain('No labor: Harbor Grill. The API credentials lack');
    expect(page.text('#data')).toContain('No cash: Harbor Grill. The API credentials lack');
    expect(page.text('#data')).toContain('Guests are not counted: Harbor Grill.');
    const titles = page.all('#hours thead th').map(({ textContent }) => textContent);
    expect(titles).toEqual(['Hour', 'Sales', 'Checks']);
    const why = page.all('.headline .missing').map((missing) => missing.getAttribute('title'));
    expect(new Set(why)).toEqual(new Set(['no labor scope', 'guests are not counted']));
    expect(page.text('#hours .legend')).toBe('Sales');
  });

  it('that nothing is left to do', () => {
    const page = pageOf(cases.quiet);
    expect(page.text('.lede')).toContain('Nothing is left to chase. Every figure ties.');
    expect(page.text('#exceptions')).toContain('No exceptions: no discount, comp, void, refund');
    expect(page.text('#chase')).toContain('Nothing to chase');
    expect(page.text('#items')).toContain('Nothing was out of stock (86’d) on this day.');
    expect(page.text('#restated')).toContain('No earlier day has changed.');
    expect(page.all('nav .count, .warning')).toEqual([]);
  });

  it('that a restaurant is not complete, and what to do', () => {
    const page = pageOf(cases.notComplete);
    const warning = page.text('.warning');
    expect(warning).toContain('Not complete. The numbers of this restaurant may still change.');
    expect(warning).toContain('Run toast run again; toast status shows what is missing.');
    expect(warning).toContain('Cedar & Vine: complete up to Tue, Nov 24.');
    expect(warning).toContain(
      'Orders: 2 windows failed and 1 record set aside (Toast answered 503 four times)',
    );
    expect(warning).toContain('Time entries: complete up to Mon, Nov 23');
    expect(page.text('.ranking .flag')).toBe('not complete');
  });

  it('that a figure does not tie, with a link to what is off', () => {
    const page = pageOf(cases.doesNotTie);
    expect(page.text('.lede')).toContain('1 of 6 figures does not tie.');
    const link = page.all('#proof a')[0]!;
    expect(link.textContent).toBe('✕ 2 off');
    const list = page.document.querySelector(link.getAttribute('href')!);
    expect(list?.querySelector('h3')?.textContent).toBe(
      'Off: Payments and what was due on closed checks',
    );
    expect(page.rows('Payments and what was due on closed checks', '#proof')).toEqual([
      {
        ...{ What: 'Check 184 of Wed, Nov 25', Restaurant: 'Cedar & Vine' },
        Difference: '−$27.95',
      },
      { What: 'Check 201 of Wed, Nov 25', Restaurant: 'Cedar & Vine', Difference: '−$3.25' },
    ]);
  });

  it('that there is no restaurant', () => {
    const page = pageOf(cases.empty);
    expect(page.text('#data')).toContain('The database has no restaurant yet. Run toast run');
    expect(page.text('#locations')).toContain('No restaurant has data of this day.');
    expect(page.all('main > section')).toHaveLength(10);
  });
});

describe('a restaurant of another currency', () => {
  const page = pageOf(cases.twoCurrencies);

  it('is beside the total of the others, in its own format', () => {
    expect(page.all('.headline h3').map(({ textContent }) => textContent)).toEqual([
      ...['All 2 restaurants in USD', 'The Liffey Room'],
    ]);
    const values = page.all('.headline').map((each) => each.querySelector('.value')!.textContent);
    expect(values).toEqual([
      expect.stringMatching(/^\$[\d,]+\.\d\d$/),
      expect.stringMatching(/^€[\d,]+\.\d\d$/),
    ]);
    expect(page.text('.lede')).toMatch(/^Net sales were \$.* Net sales were €/);
  });

  it('has a trend and items of its own', () => {
    expect(page.all('#trend > figure .title').map(({ textContent }) => textContent)).toEqual([
      ...['All 2 restaurants in USD', 'The Liffey Room'],
    ]);
    expect(page.all('#items h3').map(({ textContent }) => textContent)).toEqual(['USD', 'EUR']);
  });
});
