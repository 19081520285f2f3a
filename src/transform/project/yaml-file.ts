import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from 'js-yaml';
import { locateError } from '../jinja/locate-error.js';
import { ModelError } from '../../errors.js';
import type { SourceFile } from './model.js';
import { YamlPositions, type YamlPath } from './yaml-positions.js';

/* dbt supports `<<` too. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** A parsed YAML file that can tell the line of each of its values. */
export class YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly #text: string;
  #positions: YamlPositions | undefined;

  /** @throws ModelError with file and line when the text is not valid YAML. */
  constructor({ file, text }: SourceFile) {
    this.file = file;
    this.#text = text;
    this.value = parse(file, text);
  }

  /** Returns the line (from 1) of the value at `path`, or of its nearest ancestor that exists. */
  line(path: YamlPath): number {
    /* Only errors and data tests need it, and it requires parsing the text again. */
    this.#positions ??= new YamlPositions(this.#text);
    return this.#positions.line(path);
  }

  /** Creates an error about the value at `path`, with file and line. */
  error(path: YamlPath, message: string, suggestion?: string): ModelError {
    const details = suggestion === undefined ? {} : { suggestion };
    return locateError(this.file, this.line(path), new ModelError(message, details));
  }

  /** Returns the map at `path`; a missing one is empty. @throws ModelError when it is something else. */
  map(path: YamlPath): Record<string, unknown> {
    const value = this.#get(path);
    if (value === undefined || value === null) return {};
    if (isMap(value)) return value;
    throw this.error(path, `${String(path.at(-1))} must be a mapping`);
  }

  /** Returns the list at `path`; a missing one is empty. @throws ModelError when it is something else. */
  list(path: YamlPath): readonly unknown[] {
    const value = this.#get(path);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    throw this.error(path, `${String(path.at(-1))} must be a list`);
  }

  /** Returns the string at `path`. @throws ModelError when it is missing or something else. */
  text(path: YamlPath): string {
    const value = this.#get(path);
    if (typeof value === 'string') return value;
    throw this.error(path, `${String(path.at(-1))} is required and must be a string`);
  }

  #get(path: YamlPath): unknown {
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
    throw locateError(file, line, new Error(error.reason, { cause: error }));
  }
  throw locateError(file, undefined, new ModelError('the file has more than one YAML document'));
}

/** Tells if a YAML value is a mapping. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
