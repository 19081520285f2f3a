/**
 * Returns the paragraphs of a help text, which blank lines separate, each on one line: oclif wraps
 * them to the width of the terminal.
 */
export function helpText(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .join('\n\n');
}
