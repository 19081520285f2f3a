import {
  CORE_SCHEMA,
  EVENT_ID,
  getScalarValue,
  loadAll,
  mergeTag,
  parseEvents,
  YAMLException,
  type Event,
} from 'js-yaml';
import { locateError } from '../jinja/locate-error.js';
import { ModelError } from '../../errors.js';
import type { SourceFile } from './model.js';

/* dbt supports `<<` too. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** Keys and list indexes that lead to a value of a YAML document. */
export type YamlPath = readonly (string | number)[];

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

/* Finds the positions of values in a YAML text. */
class YamlPositions {
  readonly #events: readonly Event[];

  constructor(private readonly text: string) {
    this.#events = parseEvents(text, {});
  }

  /**
   * Returns the line (from 1) of the entry at `path`: the line of its key in a mapping, the line where it
   * begins in a list. A missing entry has the line of its nearest ancestor that exists.
   */
  line(path: YamlPath): number {
    let node = this.#events.findIndex(({ type }) => type !== EVENT_ID.DOCUMENT);
    let offset = 0;
    for (const step of path) {
      const entries = entriesOf(this.#events, node, this.text);
      const entry = entries.find(({ key }) => key === String(step));
      if (entry === undefined) break;
      ({ node, offset } = entry);
    }
    return this.text.slice(0, offset).split('\n').length;
  }
}

interface Entry {
  readonly key: string;
  /** Offset of its first character in the text. */
  readonly offset: number;
  /** Index of the event that begins its value. */
  readonly node: number;
}

function entriesOf(events: readonly Event[], parent: number, text: string): Entry[] {
  const type = events[parent]?.type;
  const entries: Entry[] = [];
  if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return entries;
  let next = parent + 1;
  for (let event = events[next]; event && event.type !== EVENT_ID.POP; event = events[next]) {
    const first = next;
    const offset = startOf(event);
    if (type === EVENT_ID.SEQUENCE) {
      entries.push({ key: String(entries.length), offset, node: first });
    } else {
      const key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      next = endOf(events, first);
      entries.push({ key, offset, node: next });
    }
    next = endOf(events, next);
  }
  return entries;
}

/* Returns the index after the node's last event. */
function endOf(events: readonly Event[], node: number): number {
  let depth = 0;
  let next = node;
  do {
    const type = events[next]?.type;
    if (type === EVENT_ID.POP) depth -= 1;
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
    next += 1;
  } while (depth > 0);
  return next;
}

function startOf(event: Event): number {
  if ('start' in event) return event.start;
  if ('valueStart' in event) return Math.max(0, event.valueStart);
  return 'anchorStart' in event ? event.anchorStart : 0;
}
