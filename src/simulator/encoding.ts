import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { BodyCache } from './body-cache.js';
import type { Reply } from './call.js';

const gzipAsync = promisify(gzip);

/** Whether a client with this `Accept-Encoding` takes gzip (RFC 9110, 12.5.3). */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return (acceptEncoding ?? '').split(',').some((coding) => {
    const [name, ...params] = coding.trim().toLowerCase().split(';');
    const refused = params.some((param) => /^\s*q=0(\.0*)?\s*$/.test(param));
    return name?.trim() === 'gzip' && !refused;
  });
}

/** The reply's body as bytes, from the cache when it holds them. */
export async function encodeBody(
  reply: Reply,
  gzipped: boolean,
  cache: BodyCache,
): Promise<Buffer> {
  const key = reply.cacheKey && `${gzipped ? 'gzip' : 'identity'} ${reply.cacheKey}`;
  const cached = key && cache.get(key);
  if (cached) return cached;
  const text = Buffer.from(reply.body());
  const body = gzipped ? await gzipAsync(text, { level: 1 }) : text;
  if (key) cache.set(key, body);
  return body;
}
