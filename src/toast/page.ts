import LinkHeader from 'http-link-header';
import { TransientError } from '../errors.js';
import type { HttpResponse } from './transport.js';

/** Names the endpoint and the location in errors. */
export interface RequestOrigin {
  endpoint: string;
  restaurantId?: string | undefined;
}

/**
 * Returns true if the `Link` header names a next page (guide: apiResponseDataPagination).
 * @throws TransientError if the header cannot be parsed, so that the page is fetched again.
 */
export function hasNextPage({ headers }: HttpResponse, origin: RequestOrigin): boolean {
  try {
    return LinkHeader.parse(headers.get('link') ?? '').has('rel', 'next');
  } catch {
    throw new TransientError('The response has an invalid Link header', origin);
  }
}

const brackets = { list: '[]', object: '{}' } as const;

/**
 * Checks, without parsing, that the body starts and ends like a complete JSON list or object. A
 * truncated body does not.
 * @throws TransientError if the check fails, so that the page is fetched again.
 */
export function requireWhole(
  kind: keyof typeof brackets,
  { body }: HttpResponse,
  origin: RequestOrigin,
): void {
  const first = body.findIndex((byte) => !isSpace(byte));
  const last = body.findLastIndex((byte) => !isSpace(byte));
  const ends = String.fromCharCode(body[first] ?? 0, body[last] ?? 0);
  if (first === last || ends !== brackets[kind]) {
    throw new TransientError(`The response is not a complete JSON ${kind}`, origin);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
