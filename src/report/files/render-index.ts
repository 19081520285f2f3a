import { createHash } from 'node:crypto';

/* The colors and letters of the page that it links. */
const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --ink: #1d1c1a; --soft: #625f58; --rule: #dedad1; --accent: #00609c;
}
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #161614; --ink: #ebe8e1; --soft: #a9a59b; --rule: #37352f; --accent: #6fb7ea; }
}
body {
  max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem;
  background: var(--paper); color: var(--ink);
  font: 15px/1.5 Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
h1 {
  margin: 0; line-height: 1.1;
  font: 600 40px 'Iowan Old Style', Charter, 'Bitstream Charter', 'Source Serif 4', Cambria, Georgia, serif;
}
h2 { margin: 2rem 0 0.25rem; color: var(--soft); font-size: 15px; }
ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule); }
li { border-bottom: 1px solid var(--rule); }
a { display: block; padding: 0.6rem 0; color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
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
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="toast report index">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Morning reports</title>',
    /* An icon of its own keeps a browser from asking the server for one. */
    '<link rel="icon" href="data:,">',
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
