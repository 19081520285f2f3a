import LinkHeader from 'http-link-header';
import { TransientError, UnusableResponseError } from '../errors.js';
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

/** Returns true if the body, a complete JSON list, has no entries. */
export function isEmptyList({ body }: HttpResponse): boolean {
  return body.length <= maxEmptyListBytes && /^\s*\[\s*\]\s*$/.test(body.toString('latin1'));
}

const maxEmptyListBytes = 1024;

/* A window of a large location has hundreds of pages, a list of configuration a dozen. */
const maxPages = 10_000;

/* Toast never sends one that is followed by another. */
const maxEmptyPages = 100;

/** Holds what a page says about the next one. */
export interface PageLinks {
  readonly isEmpty: boolean;
  /** The token of the next page, for endpoints that use one. */
  readonly nextToken?: string | null | undefined;
}

/** Ends the reading of a list whose pages go on for ever. */
export class PageBounds {
  readonly #tokens = new Set<string>();
  #pages = 0;
  #emptyPages = 0;

  constructor(
    private readonly origin: RequestOrigin,
    private readonly max = maxPages,
  ) {}

  /**
   * Counts a page that names a next one.
   * @throws UnusableResponseError if it names one that was read, or if there are far more pages than
   *   real lists have.
   */
  next({ isEmpty, nextToken }: PageLinks): void {
    this.#pages += 1;
    this.#emptyPages = isEmpty ? this.#emptyPages + 1 : 0;
    if (nextToken && this.#tokens.has(nextToken))
      this.#fail('a page names itself or an earlier one');
    if (nextToken) this.#tokens.add(nextToken);
    if (this.#emptyPages === maxEmptyPages) this.#fail(`${maxEmptyPages} pages in a row are empty`);
    if (this.#pages === this.max) this.#fail(`there are more than ${this.max} pages`);
  }

  #fail(problem: string): never {
    throw new UnusableResponseError(`The list does not end: ${problem}`, {
      ...this.origin,
      suggestion: 'Run the command again. If it keeps failing, ask Toast support.',
    });
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
