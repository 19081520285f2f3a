import { createHash } from 'node:crypto';
import { MalformedPageError } from '../../errors.js';
import { JsonCursor } from './json-cursor.js';
import { repairJson, withoutNonNumbers } from './repair-json.js';
import { splitList } from './split-list.js';

/** An entity that cannot be loaded. */
export interface RejectedEntity {
  /** Left out if it has none, or one that cannot be read. */
  readonly id?: string | undefined;
  /** Identifies the bytes that Toast sent. */
  readonly digest: string;
  /** Says what is wrong, to follow the name of the entity: "has no guid". Holds no data. */
  readonly reason: string;
  /** The bytes, without guest data that may not be stored; left out if it cannot be removed. */
  readonly bytes?: Buffer | undefined;
}

export interface EntityRules {
  /** Top-level field that holds the id; without one, entities need none. */
  readonly idField?: string | undefined;
  /** Tells whether a text can be an id; left out where any can. */
  readonly isId?: (text: string) => boolean;
  /** Removes what may not be stored from an entity of valid structure. */
  readonly redact?: ((entity: Buffer) => Buffer) | undefined;
}

export interface IsolatedEntities {
  /** The entities that can be loaded, repaired where needed, as a page. */
  readonly page: Buffer;
  readonly rejected: readonly RejectedEntity[];
}

/** More rejected entities than this are not broken entities but a broken answer. */
export const maxRejected = 100;

/**
 * Separates the entities of a page (a JSON list) that can be loaded from those that cannot, so that
 * these do not keep the others out. Takes far more time than loading the page: it is for pages that
 * the engine refuses.
 * @throws MalformedPageError when the entities cannot be told apart, or too many are broken.
 */
export function isolateEntities(page: Buffer, rules: EntityRules): IsolatedEntities {
  const loadable: Buffer[] = [];
  const rejected: RejectedEntity[] = [];
  for (const entity of splitList(page)) {
    const result = examine(entity, rules);
    if (Buffer.isBuffer(result)) loadable.push(result);
    else if (rejected.push(result) > maxRejected) throw tooManyRejected();
  }
  return { page: joined(loadable), rejected };
}

/** Creates the error for an answer with more than `maxRejected` broken entities. */
export function tooManyRejected(): MalformedPageError {
  return new MalformedPageError(`More than ${maxRejected} entities from Toast cannot be loaded.`);
}

function joined(entities: readonly Buffer[]): Buffer {
  const parts = entities.flatMap((entity, i) => (i === 0 ? [entity] : [Buffer.from(','), entity]));
  return Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]);
}

/* Returns the entity as it is to be loaded, or why it cannot be. */
function examine(sent: Buffer, rules: EntityRules): Buffer | RejectedEntity {
  const { redact = (entity) => entity } = rules;
  const text = repairJson(sent);
  const entity = Buffer.from(text);
  const { id, problem } = readId(entity, rules);
  const reject = (reason: string, bytes?: Buffer): RejectedEntity => ({
    id,
    digest: createHash('sha256').update(sent).digest('hex'),
    reason,
    bytes,
  });
  /* Without a valid structure it is not known which parts are guest data. */
  if (!isJson(withoutNonNumbers(text))) {
    return reject('is not valid JSON', rules.redact === undefined ? sent : undefined);
  }
  const kept = attempt(() => redact(entity));
  if (!isJson(text)) return reject('contains NaN or Infinity, which are not JSON', kept);
  if (!/^\s*\{/.test(text)) return reject('is not an object', kept);
  if (problem !== undefined) return reject(problem, kept);
  return kept ?? reject('is nested too deeply to remove guest data');
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof MalformedPageError)) throw error;
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/* Longer texts are not ids, and would be printed. */
const maxIdLength = 200;

function readId(
  entity: Buffer,
  { idField, isId = () => true }: EntityRules,
): { id?: string; problem?: string } {
  if (idField === undefined) return {};
  const id = firstMember(entity, idField);
  if (id === undefined || id === null || id === '') return { problem: `has no ${idField}` };
  if (typeof id !== 'string' && typeof id !== 'number') {
    return { problem: `has a ${idField} that is not a text` };
  }
  const text = String(id);
  /* U+FFFD is what a repair leaves. Two damaged ids could look the same then. */
  if (text.length > maxIdLength || /[\p{Cc}\ufffd]/u.test(text)) {
    return { problem: `has a damaged ${idField}` };
  }
  return isId(text) ? { id: text } : { problem: `has a ${idField} that is not a GUID` };
}

/* Returns the value of a field of an object that may be broken behind it; of several fields of that
   name the first, as the engine does. */
function firstMember(entity: Buffer, field: string): unknown {
  const cursor = new JsonCursor(entity);
  const found: unknown[] = [];
  try {
    if (cursor.peek() !== 'object') return undefined;
    cursor.object((start, end) => {
      cursor.peek();
      const from = cursor.at;
      cursor.pass();
      if (JSON.parse(entity.toString('utf8', start, end)) === field) {
        found.push(JSON.parse(entity.toString('utf8', from, cursor.at)));
      }
    });
  } catch {
    /* What was found before the break counts. */
  }
  return found[0];
}
