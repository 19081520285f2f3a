/** Rendered text, and the line of the template that each of its lines comes from. */
export interface Rendered {
  readonly text: string;
  /** Line of the template (from 1) of each line of `text`, in order. */
  readonly lines: readonly number[];
}

/** Marks in the output where text, or a printed value, from another line of the template begins. */
export function mark(kind: 'text' | 'value', line: number): string {
  return `\0${kind} ${line}\0`;
}

/**
 * Removes the marks from rendered text and maps its lines to those of the template. A line comes from
 * where its first visible character does; all lines of a value come from the line that printed it.
 */
export function readMarks(marked: string): Rendered {
  const lines: number[] = [];
  let text = '';
  let visible = false;
  let current = 0;
  const pieces = marked.split(/\0(text|value) (\d+)\0/);
  for (let i = 0; i < pieces.length; i += 3) {
    const kind = pieces[i - 2] ?? 'text';
    const start = Number(pieces[i - 1] ?? 1);
    const piece = pieces[i] ?? '';
    text += piece;
    for (const [k, part] of piece.split('\n').entries()) {
      if (k > 0) {
        current += 1;
        visible = false;
      }
      if (visible) continue;
      visible = part.trim() !== '';
      lines[current] = start + (kind === 'text' ? k : 0);
    }
  }
  return { text, lines };
}
