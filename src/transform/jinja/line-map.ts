import type { Node } from './internals.js';

/** Rendered text, and the line of the template that each of its lines comes from. */
export interface Rendered {
  readonly text: string;
  /** Line of the template (from 1) of each line of `text`, in order. */
  readonly lines: readonly number[];
}

/** Receives what a template writes. */
export interface Output {
  /** Writes the text of a node of the template. */
  literal(node: Node): void;
  /** Writes the text of a value that is printed in a line of the template (from 1). */
  value(text: string, line: number): void;
}

/** Keeps what is written as a value: the text of a macro, a call block or `{% set x %}…{% endset %}`. */
export class CapturedOutput implements Output {
  readonly #parts: string[] = [];

  literal(node: Node): void {
    this.#parts.push(String(node.value));
  }

  value(text: string): void {
    this.#parts.push(text);
  }

  toString(): string {
    return this.#parts.join('');
  }
}

/**
 * Maps the lines that a template writes to its own. A line comes from where its first visible character
 * does; all lines of a value come from the line that printed it.
 */
export class MappedOutput implements Output {
  readonly #parts: string[] = [];
  readonly #lines: number[] = [];
  #visible = false;
  #current = 0;

  constructor(private readonly source: Source) {}

  literal(node: Node): void {
    const start = this.source.lineOfText(node);
    this.#add(String(node.value), (i) => start + i);
  }

  value(text: string, line: number): void {
    this.#add(text, () => line);
  }

  rendered(): Rendered {
    if (this.#lines.length === 0) this.#lines.push(1);
    return { text: this.#parts.join(''), lines: this.#lines };
  }

  #add(text: string, lineOf: (i: number) => number): void {
    this.#parts.push(text);
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) {
        this.#current += 1;
        this.#visible = false;
      }
      if (this.#visible) continue;
      this.#visible = part.trim() !== '';
      this.#lines[this.#current] = lineOf(i);
    }
  }
}

/** The text of a template, with the positions of its lines. */
export class Source {
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /**
   * Returns the line (from 1) where a text of the template begins. A tag that ends in `-%}` has removed
   * white space and line breaks from its start.
   */
  lineOfText({ lineno, colno, value }: Node): number {
    const from = (this.#starts[lineno] ?? 0) + colno;
    if (this.text.startsWith(String(value), from)) return lineno + 1;
    const trimmed = this.text.slice(from).trimStart();
    const removed = this.text.slice(from, this.text.length - trimmed.length);
    return lineno + removed.split('\n').length;
  }
}
