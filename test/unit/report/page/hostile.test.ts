import { describe, expect, it } from 'vitest';
import { cases } from '../../../support/report/cases.js';
import { HOSTILE, hostileReport } from '../../../support/report/hostile.js';
import { ParsedPage, textOf } from './support/parsed-page.js';

const report = hostileReport();
const page = new ParsedPage(report);

/* As they are shown; what cannot be seen is written out, as in a terminal. */
const shown = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title></style></script><script>alert(2)</script>',
  "' onmouseover='alert(3)",
  'javascript:alert(4)',
  '&lt;b&gt; & &amp;amp;',
  '{{constructor.constructor("alert(5)")()}} ${alert(6)}',
  'evil \\u{202e}gnp.exe\\u{202c} \\u{200f}',
  'two\\nlines\\ttab \\abell \\e[31mred\\u{00}',
  'lone \ud800 surrogate',
  'W'.repeat(160),
  'مطعم الميناء 😀 日本語',
  '–',
];

describe('texts from Toast', () => {
  it('are shown as they are, wherever they stand', () => {
    const text = (value: string | null) => (value === null ? '–' : shown[HOSTILE.indexOf(value)]);
    const inTables = page.all('#exceptions .restaurant tbody tr').map((row) => ({
      check: textOf(row.children[2]!),
      employee: textOf(row.children[3]!).split('\n')[0],
      what: textOf(row.children[4]!),
      reason: textOf(row.children[5]!),
    }));
    expect(inTables).toEqual(
      report.exceptions.map(({ checkNumber, employee, description, reason }) => ({
        ...{ check: text(checkNumber), employee: text(employee) },
        ...{ what: text(description), reason: text(reason) },
      })),
    );
    for (const section of ['mix', 'items', 'exceptions', 'chase', 'proof']) {
      expect(page.text(`#${section}`)).toContain('<script>alert(1)</script>');
    }
  });

  it('make no elements and no attributes', () => {
    expect(page.all('script').map(({ parentElement }) => parentElement?.localName)).toEqual([
      'body',
    ]);
    expect(page.all('img, b, [onerror], [onmouseover], a[href^=javascript]')).toEqual([]);
  });

  it('in the name of a chart end neither it nor the title of the page', () => {
    const quiet = cases.closedDay();
    const [restaurant] = quiet.restaurants;
    const one = new ParsedPage({
      ...quiet,
      restaurants: [{ ...restaurant!, name: HOSTILE[2]! }],
    });
    expect(one.text('title')).toBe(`${HOSTILE[2]}, Wednesday, November 25, 2026`);
    expect(one.all('.plot svg')[0]!.getAttribute('aria-label')).toContain(HOSTILE[2]);
  });

  it('that run to the left are kept apart from what is around them', () => {
    const arabic = page.all('bdi').map(textOf);
    expect(arabic).toContain('مطعم الميناء 😀 日本語');
    expect(arabic).not.toContain('javascript:alert(4)');
  });
});
