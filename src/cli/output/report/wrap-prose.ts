import wrapAnsi from 'wrap-ansi';

/* Quoted SQL and lists: broken lines would no longer be below each other. */
const notProse = /^(\s|LINE \d+:)/;

/* Longer lines are hard to read. */
const readableWidth = 100;

/**
 * Breaks the lines of a text between words at the width of a terminal, but at 100 characters at most; without
 * a terminal, the text stays as it is. Lines that are indented, and the engine's quotations of SQL, are left alone, and so are words that are longer.
 */
export function wrapProse(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  const fitting = Math.min(width, readableWidth);
  return text
    .split('\n')
    .map((line) => (notProse.test(line) ? line : wrapAnsi(line, fitting)))
    .join('\n');
}
