import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from 'js-yaml';
import { at } from '../jinja/locate.js';
import { ModelError } from '../../errors.js';
import type { SourceFile } from './model.js';
import { YamlPlaces, type Path } from './yaml-places.js';

/* dbt's own reader knows `<<` too. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** A YAML file whose values know the lines they are on. */
export class YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly #text: string;
  #places: YamlPlaces | undefined;

  /** @throws ModelError with file and line when the text is not YAML. */
  constructor({ file, text }: SourceFile) {
    this.file = file;
    this.#text = text;
    this.value = parse(file, text);
  }

  /** Line (from 1) of the value at `path`, or of its nearest parent that has one. */
  line(path: Path): number {
    /* Only errors and tests need it, and it takes reading the text once more. */
    this.#places ??= new YamlPlaces(this.#text);
    return this.#places.line(path);
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

function parse(file: string, text: string): unknown {
  try {
    const [value, ...others] = loadAll(text, { schema });
    if (others.length === 0) return value;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark && error.mark.line + 1;
    throw at(file, line, new Error(error.reason, { cause: error }));
  }
  throw at(file, undefined, new ModelError('more than one YAML document in the file'));
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
