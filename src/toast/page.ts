import LinkHeader from 'http-link-header';
import { TransientError } from '../errors.js';
import type { HttpResponse } from './transport.js';

export interface Where {
  endpoint: string;
  restaurantId?: string | undefined;
}

/**
 * Whether the `Link` header names a next page (guide: apiResponseDataPagination).
 * @throws TransientError when it cannot be read, so that the page is asked for again.
 */
export function hasNextPage({ headers }: HttpResponse, where: Where): boolean {
  try {
    return LinkHeader.parse(headers.get('link') ?? '').has('rel', 'next');
  } catch {
    throw new TransientError('The answer has a Link header that cannot be read', where);
  }
}

const brackets = { list: '[]', object: '{}' } as const;

/**
 * Makes sure that the body looks like a whole JSON list or object, without parsing it: a body that
 * was cut off ends elsewhere. @throws TransientError otherwise, so that it is asked for again.
 */
export function requireWhole(
  kind: keyof typeof brackets,
  { body }: HttpResponse,
  where: Where,
): void {
  const first = body.findIndex((byte) => !isSpace(byte));
  const last = body.findLastIndex((byte) => !isSpace(byte));
  const ends = String.fromCharCode(body[first] ?? 0, body[last] ?? 0);
  if (first === last || ends !== brackets[kind]) {
    throw new TransientError(`The answer is not a whole JSON ${kind}`, where);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
