import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
ol { list-style: none; margin: 0; padding: 0; }
a { display: block; padding: 0.4rem 0; }
`;

const zone = { timeZone: 'UTC' } as const;
const monthOf = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', ...zone });
const dayOf = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', ...zone });

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * Renders the page that links the reports of a folder, the newest first, under the months they are of. It
 * loads nothing and runs nothing.
 */
export function renderIndex(dates: readonly string[]): string {
  const newestFirst = dates.toSorted().toReversed();
  const months = [...new Set(newestFirst.map((date) => date.slice(0, 7)))];
  const sections = months.flatMap((month) => [
    `<h2>${monthOf.format(Date.parse(month))}</h2>`,
    '<ol>',
    ...newestFirst
      .filter((date) => date.startsWith(month))
      .map((date) => `<li><a href="${date}.html">${dayOf.format(Date.parse(date))}</a></li>`),
    '</ol>',
  ]);
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="toast report index">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Morning reports</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>Morning reports</h1>',
    ...sections,
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}
