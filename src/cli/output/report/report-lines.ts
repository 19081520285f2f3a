import wrapAnsi from 'wrap-ansi';
import { printable } from '../../../printable.js';
import { formatCount } from '../table/numbers.js';
import { proseWidth } from './wrap-prose.js';

/** A line of a report: what it is about, and what there is to say. */
export type Line = readonly [label: string, text: string];

/* More lines would push the others off the screen; the log and `toast status` have all of them. */
const maxListed = 5;

/** Returns the first lines, and how many more there are; with `all`, every line. */
export function limited(lines: readonly Line[], all = false): Line[] {
  const more = lines.length - maxListed;
  if (all || more <= 0) return [...lines];
  return [...lines.slice(0, maxListed), ['', `and ${formatCount(more)} more: see the log`]];
}

/** Formats lines, with all texts below each other. They are broken at `width`, if it is given, as prose is. */
export function formatLines(lines: readonly Line[], width?: number): string {
  const indent = Math.max(0, ...lines.map(([label]) => label.length)) + 2;
  return lines
    .flatMap(([label, text]) => {
      const shown = printable(text);
      const wrapped =
        width === undefined
          ? [shown]
          : wrapAnsi(shown, Math.max(20, proseWidth(width) - indent)).split('\n');
      return wrapped.map((part, i) => `${(i === 0 ? label : '').padEnd(indent)}${part}`);
    })
    .join('\n');
}
