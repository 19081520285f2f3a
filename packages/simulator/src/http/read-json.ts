import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import { Refusal } from './error-message.js';

/* Fault rules, the largest bodies that anyone sends, take a few kilobytes. */
const MAX_BYTES = 1024 * 1024;

/* An order has about ten levels. JSON that is nested thousands deep cannot be written again. */
const MAX_DEPTH = 64;

/**
 * Reads a request's body as JSON. Throws a 413 for more than a megabyte, as soon as that much has
 * arrived, a 415 for a compressed body, and a 400 for one that ends early, is not JSON or is nested
 * more than 64 levels deep.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  if (encoding !== 'identity') throw new Refusal(415, 'The body must not be compressed');
  if (Number(length) > MAX_BYTES) throw tooLarge();
  const text = (await readBody(request)).toString();
  const value = parse(text);
  if (isDeeper(value, MAX_DEPTH)) {
    throw new Refusal(400, `The body is nested more than ${MAX_DEPTH} levels deep`);
  }
  return value;
}

/** Reads on after too large a body was refused, without keeping it: the client may still send. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_BYTES) reject(tooLarge());
      else chunks.push(chunk);
    });
    finished(request, (error) => {
      if (error) reject(new Refusal(400, 'The body ended early'));
      else resolve(Buffer.concat(chunks));
    });
  });
}

function tooLarge(): Refusal {
  return new Refusal(413, `The body must not be larger than ${MAX_BYTES} bytes`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
}

/** Tells whether arrays and objects are nested deeper; goes level by level, without recursion. */
function isDeeper(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let left = depth; left >= 0 && level.length > 0; left--) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    );
  }
  return level.length > 0;
}
