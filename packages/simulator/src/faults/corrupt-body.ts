import type { Reply } from '../http/call.js';
import type { PageFault } from './fault-set.js';

type Corruption = Exclude<PageFault, 'twice'>;

/** Corrupts a body. `random` draws a number in [0, 1). */
type Corrupt = (text: string, random: () => number) => string | Buffer;

/* Invalid in JSON, between tokens and within a string, and nothing that a client could repair. */
const INVALID_JSON = '\u0001\\x';

const CORRUPTIONS: Readonly<Record<Corruption, Corrupt>> = {
  malformed: (text) => text.slice(0, Math.ceil(text.length / 2)),
  garbled: (text) => {
    const middle = Math.ceil(text.length / 2);
    return `${text.slice(0, middle)}${INVALID_JSON}${text.slice(middle)}`;
  },
  empty: () => '',
  object: (text) => `{"results":${text}}`,
  surrogate: (text) => withField(text, '"no onions \\ud83d"'),
  latin1: (text) => withField(text, '"caf\xe9"'),
  nul: (text) => withField(text, '"no\0onions"'),
  nan: (text) => withField(text, 'NaN'),
  nullGuid: (text) => text.replace(FIRST_GUID, '"guid":null'),
  noGuid: (text) => text.replace(FIRST_GUID, '"noGuid":null'),
  noise: (text, random) => noisy(Buffer.from(text), random),
};

const FIRST_GUID = /"guid":"[^"]*"/;

/* Adds a field to the first entity; its value is sent in Latin-1. */
function withField(text: string, value: string): Buffer {
  const at = text.indexOf('{') + 1;
  const field = at === 0 ? '' : `"simulatedFault":${value},`;
  return Buffer.concat([
    Buffer.from(text.slice(0, at)),
    Buffer.from(field, 'latin1'),
    Buffer.from(text.slice(at)),
  ]);
}

const LONGEST_NOISE = 48;

/* Overwrites a stretch of bytes by bytes that are no JSON and no UTF-8: none becomes another value. */
function noisy(body: Buffer, random: () => number): Buffer {
  const start = Math.floor(random() * body.length);
  const end = Math.min(body.length, start + 1 + Math.floor(random() * LONGEST_NOISE));
  for (let at = start; at < end; at++) {
    body[at] = random() < 0.5 ? Math.floor(random() * 9) : 0x80 + Math.floor(random() * 0x80);
  }
  return body;
}

/**
 * Corrupts the body of a successful reply; any other reply is returned unchanged.
 * @param random Draws a number in [0, 1) for `noise`.
 */
export function corruptBody(reply: Reply, fault: Corruption, random: () => number): Reply {
  if (reply.status !== 200) return reply;
  const { status, headers = {}, body } = reply;
  return { status, headers, body: () => CORRUPTIONS[fault](body().toString(), random) };
}
