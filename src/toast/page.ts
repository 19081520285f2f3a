import LinkHeader from 'http-link-header';
import { TransientError } from '../errors.js';
import type { HttpResponse } from './transport.js';

/** Whether the `Link` header names a next page (guide: apiResponseDataPagination). */
export function hasNextPage({ headers }: HttpResponse): boolean {
  const link = headers.get('link');
  return link !== null && LinkHeader.parse(link).has('rel', 'next');
}

const openingBracket = '['.charCodeAt(0);
const closingBracket = ']'.charCodeAt(0);

/**
 * Gives the body when it looks like a whole JSON list, without parsing it: a body that was cut off
 * ends elsewhere. @throws TransientError otherwise, so that the page is asked for again.
 */
export function requireList(
  { body }: HttpResponse,
  where: { endpoint: string; restaurantId?: string | undefined },
): Buffer {
  const first = body.find((byte) => !isSpace(byte));
  const last = body.findLast((byte) => !isSpace(byte));
  if (first === openingBracket && last === closingBracket && body.length > 1) return body;
  throw new TransientError('The answer is not a whole JSON list', where);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
