import { MalformedPageError } from '../../../errors.js';
import type { GuestField, GuestRules } from '../../../resources/guest-rules.js';
import type { Substitute } from './guest-hash.js';
import { JsonCursor } from '../../entities/json-cursor.js';

/* Replaces the bytes from `start` up to but not including `end`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Redacts a page (a JSON list of entities) or one entity: private values become null, identifiers
 * become what `substitute` returns. Everything else keeps every byte.
 * @throws MalformedPageError when it is not JSON, or nested more deeply than the stack; some errors
 *   are left for the engine to find.
 */
export function redactGuests(page: Buffer, rules: GuestRules, substitute: Substitute): Buffer {
  const redaction = new Redaction(page, substitute);
  try {
    redaction.value(rules);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MalformedPageError('A page from Toast is nested too deeply.');
  }
  return applyEdits(page, redaction.edits);
}

class Redaction {
  readonly edits: Edit[] = [];
  readonly #cursor: JsonCursor;

  constructor(
    private readonly page: Buffer,
    private readonly substitute: Substitute,
  ) {
    this.#cursor = new JsonCursor(page);
  }

  /** Passes the next value, and records its edits. */
  value(rule: GuestField | GuestRules): void {
    if (rule === 'public') return this.#cursor.pass();
    if (typeof rule === 'string') return this.#replace(rule);
    switch (this.#cursor.peek()) {
      case 'object':
        return this.#object(rule);
      case 'list':
        return this.#cursor.list(() => this.value(rule));
      case 'scalar':
        return this.value(rule.others);
    }
  }

  #object(rules: GuestRules): void {
    const { fields, others, privateWhen } = rules;
    const conditional: Edit[] = [];
    let isPrivate = false;
    this.#cursor.object((start, end) => {
      const name = this.#name(start, end);
      this.#cursor.peek();
      const from = this.#cursor.at;
      this.value(Object.hasOwn(fields, name) ? (fields[name] as GuestField) : others);
      if (privateWhen === undefined) return;
      if (name === privateWhen.name) conditional.push(this.#nulled(from));
      if (name === privateWhen.field) isPrivate ||= this.#read(from) === privateWhen.is;
    });
    if (isPrivate) this.edits.push(...conditional);
  }

  #replace(rule: Exclude<GuestField, 'public'>): void {
    const kind = this.#cursor.peek();
    const from = this.#cursor.at;
    this.#cursor.pass();
    const value = kind === 'scalar' && rule !== 'private' ? this.#read(from) : null;
    const known = typeof value === 'string' || typeof value === 'number';
    const substitute = known && rule !== 'private' ? this.substitute(rule, String(value)) : null;
    this.edits.push({ ...this.#nulled(from), text: JSON.stringify(substitute) });
  }

  #nulled(start: number): Edit {
    return { start, end: this.#cursor.at, text: 'null' };
  }

  #name(start: number, end: number): string {
    const name = this.page.toString('latin1', start + 1, end - 1);
    return name.includes('\\') ? String(JSON.parse(`"${name}"`)) : name;
  }

  #read(start: number): unknown {
    try {
      return JSON.parse(this.page.toString('utf8', start, this.#cursor.at));
    } catch {
      return null;
    }
  }
}

function applyEdits(page: Buffer, edits: readonly Edit[]): Buffer {
  if (edits.length === 0) return page;
  const parts: Buffer[] = [];
  let done = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(page.subarray(done, start), Buffer.from(text));
    done = end;
  }
  return Buffer.concat([...parts, page.subarray(done)]);
}
