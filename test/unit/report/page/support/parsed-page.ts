import { parseHTML } from 'linkedom';
import type { Report } from '../../../../../src/report/document/report.js';
import { renderPage } from '../../../../../src/report/page/render-page.js';

/** The page of a report as a browser without scripts has it. */
export class ParsedPage {
  readonly html: string;
  readonly document: Document;

  constructor(report: Report) {
    this.html = renderPage(report);
    this.document = parseHTML(this.html).document;
  }

  all(selector: string): Element[] {
    return [...this.document.querySelectorAll(selector)];
  }

  /** Gives the text of the one element that matches. */
  text(selector: string): string {
    const found = this.all(selector);
    if (found.length !== 1) throw new Error(`${selector} matches ${found.length} elements.`);
    return textOf(found[0]!);
  }

  /** Gives the rows of the table with a caption, by the titles of its columns. */
  rows(caption: string, within = 'body'): Record<string, string>[] {
    const captions = this.all(`${within} caption`).filter((each) => textOf(each) === caption);
    if (captions.length !== 1) throw new Error(`${captions.length} tables are called ${caption}.`);
    return rowsOf(captions[0]!.parentElement!);
  }
}

/** Gives the rows of a table by the titles of its columns, without what is for screen readers only. */
export function rowsOf(table: Element): Record<string, string>[] {
  const titles = [...table.querySelectorAll('thead th')].map(textOf);
  return [...table.querySelectorAll('tbody tr')].map((row) =>
    Object.fromEntries([...row.children].map((cell, index) => [titles[index], textOf(cell)])),
  );
}

/** Gives the text that is seen, a line break between what stands on lines of its own. */
export function textOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('.hidden, svg')) hidden.remove();
  for (const line of copy.querySelectorAll('small')) line.prepend('\n');
  /* Versions of Node differ in which space they put before PM. */
  return copy.textContent.replace(/[\u00a0\u202f]/g, ' ').trim();
}

/** Writes an amount as in the United States, with a minus sign. */
export function money(value: number, currency = 'USD'): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(value).replace('-', '−');
}

export function percent(value: number, digits = 1): string {
  return `${value.toFixed(digits)}%`;
}

/** Writes a difference with its sign. */
export function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text;
}
