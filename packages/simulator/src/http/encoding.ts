import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { LruCache } from '../common/lru-cache.js';
import type { Reply } from './call.js';

const gzipAsync = promisify(gzip);

/** Tells whether a client with this `Accept-Encoding` accepts gzip (RFC 9110, 12.5.3). */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return (acceptEncoding ?? '').split(',').some((coding) => {
    const [name, ...params] = coding.trim().toLowerCase().split(';');
    const refused = params.some((param) => /^\s*q=0(\.0*)?\s*$/.test(param));
    return name?.trim() === 'gzip' && !refused;
  });
}

/** A reply as it is sent, without the headers that depend on the request. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

/** Encodes a reply's body or takes it from the cache. Throws what the reply's `body` throws. */
export async function encode(
  reply: Reply,
  gzipped: boolean,
  cache: LruCache<Buffer>,
): Promise<Outgoing> {
  const body = await encodeBody(reply, gzipped, cache);
  const compressed = gzipped && body.length > 0;
  return {
    status: reply.status,
    headers: {
      'Content-Type': 'application/json',
      ...(compressed ? { 'Content-Encoding': 'gzip' } : {}),
      'Content-Length': body.length,
      Vary: 'Accept-Encoding',
      ...reply.headers,
    },
    body,
  };
}

async function encodeBody(
  reply: Reply,
  gzipped: boolean,
  cache: LruCache<Buffer>,
): Promise<Buffer> {
  const key = reply.cacheKey && `${gzipped ? 'gzip' : 'identity'} ${reply.cacheKey}`;
  const cached = key && cache.get(key);
  if (cached) return cached;
  const body = reply.body();
  const text = Buffer.isBuffer(body) ? body : Buffer.from(body);
  // An empty body is sent without gzip's framing.
  const encoded = gzipped && text.length > 0 ? await compress(text) : text;
  if (key) cache.set(key, encoded);
  return encoded;
}

/** Up to this size, handing a body to another thread takes longer than compressing it. */
const SMALL_BODY = 64 * 1024;

// The fastest level, so that a benchmark does not measure the simulator.
async function compress(text: Buffer): Promise<Buffer> {
  return text.length <= SMALL_BODY ? gzipSync(text, { level: 1 }) : gzipAsync(text, { level: 1 });
}
