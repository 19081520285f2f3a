import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/report/document/report.js';
import { kindOf } from '../../../src/report/files/own-files.js';
import { renderMarkdown } from '../../../src/report/markdown/render-markdown.js';
import { cases } from '../../support/report/cases.js';
import { hostileReport } from '../../support/report/hostile.js';
import { compared, numbers, restaurant, plainReport } from '../../support/report/plain-report.js';

/* Everything that a report can have, of restaurants and people with long names. */
function fullReport(count: number): Report {
  const long = (text: string) => `${text} ${'of a very long name '.repeat(8)}`;
  const restaurants = Array.from({ length: count }, (_, i) =>
    restaurant(String(i + 1), {
      name: long(`Restaurant ${i + 1}`),
      isComplete: false,
      lastCompleteDate: '2026-11-24',
      problems: [
        {
          ...{ resource: 'cash_entries', lastCompleteDate: '2026-11-24', rejected: 0 },
          ...{ windowsFailed: 2, windowsSkipped: 1, reason: long('Toast answered 500') },
        },
      ],
    }),
  );
  const each = <T>(make: (restaurantId: string) => T) => restaurants.map(({ id }) => make(id));
  const found = {
    ...{ checkNumber: '47', at: '2026-11-25 19:12', employee: long('Maria'), approver: null },
    ...{ description: long('Burger'), reason: long('Server error'), amount: 25 },
  };
  return plainReport(restaurants, {
    locations: {
      rows: each((id) => ({ restaurantId: id, ...numbers(4000 + 10 * Number(id), 4000) })),
      totals: [{ currency: 'USD', restaurants: count, ...numbers(4000 * count) }],
    },
    exceptions: each((restaurantId) => ({ kind: 'void' as const, restaurantId, ...found })),
    exceptionTotals: each((id) => ({ kind: 'void', restaurantId: id, count: 2, amount: 50 })),
    serverRates: each((restaurantId) => ({
      ...({ kind: 'void', restaurantId, server: long('Maria'), amount: 50, rate: 4.1 } as const),
      ...{ fourWeekRate: 1, isOfRestaurant: false, excess: 38 },
    })),
    chase: each((restaurantId) => ({
      ...({ kind: 'open_check', restaurantId, businessDate: '2026-11-21', ageDays: 4 } as const),
      ...{ amount: 92, employee: long('Maria'), description: long('Check 12') },
    })),
    chaseTotals: each((id) => ({ kind: 'open_check', restaurantId: id, count: 3, amount: 120 })),
    restated: {
      ...{ since: '2026-11-24', count },
      days: each((restaurantId) => ({
        ...({ restaurantId, businessDate: '2026-11-23', measure: 'net_sales' } as const),
        ...{ oldValue: 4000, newValue: 3980, difference: -20, seenAt: '2026-11-25 10:15' },
      })),
    },
  });
}

describe('the message about a report', () => {
  it('has the numbers of one restaurant beside what they are compared with', () => {
    const report = plainReport([restaurant('1', { name: 'Main Street' })]);
    expect(renderMarkdown(report))
      .toBe(`**Morning report: Wednesday, November 25, 2026, Main Street**

- **Net sales $4,100.00**, +2.5% · average Wednesday $4,000.00 · last week $4,000.00
- Orders 120 · average 110 · last week 110
- Guests 260 · average 250 · last week 250
- Average check $34.50 · average $33.00 · last week $33.00
- Labor 28.4% · average 29.0% · last week 29.0%

**Exceptions:** none

**To chase:** nothing

**Proof:** payments tie to sales: difference $0.00 in 6 comparisons
`);
  });

  it('leaves out what nobody knows', () => {
    const unknown = { value: null, fourWeeks: null, lastWeek: null, lastYear: null };
    const report = plainReport([restaurant('1', { isFirstDay: true })], {
      locations: {
        rows: [
          {
            ...{ restaurantId: '1', ...numbers(4100, null) },
            ...{ guests: unknown, laborPercent: unknown, orders: compared(120, 110.75) },
          },
        ],
        totals: [],
      },
    });
    const message = renderMarkdown(report);
    expect(message).toContain('First day, nothing to compare with.');
    expect(message).toContain('- **Net sales $4,100.00**\n- Orders 120 · average 111 · ');
    expect(message).not.toMatch(/labor|guests|null|NaN|undefined/i);
  });

  it.each(Object.entries(cases))('can be made of the case %s', (_, made) => {
    const message = renderMarkdown(made());
    expect(message.length).toBeLessThanOrEqual(3500);
    expect(message).not.toMatch(/null|NaN|undefined|\[object/);
  });

  it.each([5, 50])('has at most 3,500 characters for %i restaurants with everything', (count) => {
    expect(renderMarkdown(fullReport(count)).length).toBeLessThanOrEqual(3500);
  });

  it('ranks many restaurants: the five lowest and the five highest', () => {
    const message = renderMarkdown(fullReport(50));
    const ranked = [...message.matchAll(/^- \*\*Restaurant (\d+)\b.* · \+/gm)].map(([, id]) => id);
    expect(ranked).toEqual(['1', '2', '3', '4', '5', '50', '49', '48', '47', '46']);
    expect(message).toContain('**Net sales $200,000.00**');
  });

  it('names what is not complete, out of line, to settle, off and restated', () => {
    const message = renderMarkdown({
      ...fullReport(2),
      proof: [
        {
          ...{ name: 'payments', title: 'Payments and what was due', currency: 'USD' },
          ...{ left: 100, right: 88, difference: 12, offCount: 2 },
          off: [{ restaurantId: '2', label: 'Check 47', difference: 10 }],
        },
      ],
    });
    const lines = message.split('\n').map((line) => line.replaceAll(/ of a very[^…]*…/g, '…'));
    expect(lines).toEqual(
      expect.arrayContaining([
        '- ⚠️ **Restaurant 1…** is not complete: the last complete day is Tue, Nov 24; cash\\_entries 2 windows failed, 1 window skipped (Toast answered 500…)',
        '**Exceptions:** 4 voids. The largest:',
        '- void $25.00, Burger…, check 47, 7:12 PM, Maria…, “Server error…” (Restaurant 1…)',
        '**Servers above their own rate:** 2 in voids',
        '**To chase:** 6 open checks. The oldest:',
        '- Sat, Nov 21: Check 12…, $92.00, Maria… (Restaurant 1…)',
        '**Proof:** ⚠️ 1 of 1 comparisons do not tie:',
        '- Payments and what was due: off by $12.00: Check 47 (Restaurant 2…) $10.00 and 1 other',
        '**Restated since the report of Tue, Nov 24:** 2 numbers',
      ]),
    );
  });

  it('writes amounts as people of the country do', () => {
    const pounds = restaurant('1', { currency: 'GBP', country: 'GB' });
    expect(renderMarkdown(plainReport([pounds]))).toContain('£4,100.00');
  });

  it.each([
    '<script>alert(1)</script>',
    '*bold* _emphasis_ ~~gone~~ `code`',
    '[a](https://example.com) ![b](https://example.com)',
    'https://example.com www.example.com me@example.com',
    '&amp; &lt; \\* | # 1. - +',
    '<https://example.com>',
  ])('shows %j as it is', (name) => {
    const report = plainReport([restaurant('1', { name }), restaurant('2')]);
    const html = marked.parse(renderMarkdown(report), { async: false });
    const tags = new Set([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
    expect([...tags].toSorted()).toEqual(['li', 'p', 'strong', 'ul']);
    expect(decoded(html).replaceAll('\u200b', '')).toContain(`<strong>${name}</strong>:`);
  });

  it('is plain text whatever a text from Toast has in it', () => {
    const html = marked.parse(renderMarkdown(hostileReport()), { async: false });
    const tags = new Set([...html.matchAll(/<\/?([a-z]\w*)/g)].map(([, tag]) => tag));
    expect([...tags].toSorted()).toEqual(['li', 'p', 'strong', 'ul']);
    expect(Buffer.from(html).toString()).toBe(html);
  });

  it('keeps a text on one line and mentions nobody', () => {
    const report = plainReport([restaurant('1', { name: 'Main\n# Street @everyone' })]);
    expect(renderMarkdown(report).split('\n')[0]).toBe(
      '**Morning report: Wednesday, November 25, 2026, Main\\\\n\\# Street @\u200beveryone**',
    );
  });

  it('is known as a report by how it begins', () => {
    expect(kindOf(renderMarkdown(plainReport()))).toBe('report');
  });
});

function decoded(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '');
}
