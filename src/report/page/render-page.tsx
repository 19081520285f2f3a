import { createHash } from 'node:crypto';
import { render } from 'preact-render-to-string';
import type { Report } from '../document/report.js';
import type { Charts } from './view/charts.js';
import { readAssets } from './assets.js';
import { Page, titleOf } from './page.js';
import { createView } from './view/view.js';

export { drawCharts } from './draw-charts.js';

/**
 * Renders a report as one HTML file that needs nothing beside it: no network, and no script to be read.
 * Its security policy allows its own style sheet and script by their hashes, and nothing else. Charts that
 * `drawCharts` has drawn are not drawn again.
 */
export function renderPage(report: Report, charts?: Charts): string {
  const { css, script } = readAssets();
  const view = createView(report, charts);
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(css)}`,
    `script-src ${hashOf(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const html = render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy.join('; ')} />
        {/* Tells a report from other files, which are not replaced. */}
        <meta name="generator" content="toast report" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{titleOf(view)}</title>
        {/* An icon of its own keeps a browser from asking the server for one. */}
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <Page view={view} />
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
