import wrapAnsi from 'wrap-ansi';

/* Quoted SQL and lists: broken lines would no longer be below each other. */
const notProse = /^(\s|LINE \d+:)/;

/**
 * Returns the width at which prose is broken in a terminal of this one: longer lines than 100 characters are
 * hard to read.
 */
export function proseWidth(width: number): number {
  return Math.min(width, 100);
}

/**
 * Breaks the lines of a text between words at the width of a terminal, as far as they are readable; without
 * a terminal, the text stays as it is. Lines that are indented, and the engine's quotations of SQL, are left
 * alone, and so are words that are longer.
 */
export function wrapProse(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) => (notProse.test(line) ? line : wrapAnsi(line, proseWidth(width))))
    .join('\n');
}
