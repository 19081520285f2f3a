import { readFileSync } from 'node:fs';

/** The style sheets of the page, in the order in which they apply. */
const STYLES = ['base', 'layout', 'tables', 'charts', 'narrow', 'print'];

/** Reads the style sheet and the script of the page. A build has them minified, in one file each. */
export function readAssets(): { readonly css: string; readonly script: string } {
  const read = (name: string) => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');
  return { css: STYLES.map((name) => read(`${name}.css`)).join('\n'), script: read('page.js') };
}
