import { LineCounter, parseDocument, isNode, type Document } from 'yaml';
import { at } from './jinja/locate.js';
import { ModelError } from '../errors.js';
import type { SourceFile } from './model.js';

export type Path = readonly (string | number)[];

/** A YAML file whose values know the lines they are on. */
export class YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /** @throws ModelError with file and line when the text is not YAML. */
  constructor({ file, text }: SourceFile) {
    this.file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const [error] = this.#document.errors;
    if (error !== undefined) throw at(file, this.#lines.linePos(error.pos[0]).line, error);
    this.value = this.#document.toJS();
  }

  /** Line (from 1) of the value at `path`, or of its nearest parent that has one. */
  line(path: Path): number {
    const node = this.#document.getIn(path, true);
    if (isNode(node) && node.range) return this.#lines.linePos(node.range[0]).line;
    return path.length === 0 ? 1 : this.line(path.slice(0, -1));
  }

  /** An error about the value at `path`. */
  error(path: Path, message: string, suggestion?: string): ModelError {
    const details = suggestion === undefined ? {} : { suggestion };
    return at(this.file, this.line(path), new ModelError(message, details));
  }

  /** The map at `path`; nothing there counts as an empty one. */
  map(path: Path): Record<string, unknown> {
    const value = this.#at(path);
    if (value === undefined || value === null) return {};
    if (isMap(value)) return value;
    throw this.error(path, `${String(path.at(-1))} must be a map of names to values`);
  }

  /** The list at `path`; nothing there counts as an empty one. */
  list(path: Path): readonly unknown[] {
    const value = this.#at(path);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    throw this.error(path, `${String(path.at(-1))} must be a list`);
  }

  /** The text at `path`. @throws ModelError when there is none. */
  text(path: Path): string {
    const value = this.#at(path);
    if (typeof value === 'string') return value;
    throw this.error(path, `${String(path.at(-1))} must be given, as text`);
  }

  #at(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
      this.value,
    );
  }
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
