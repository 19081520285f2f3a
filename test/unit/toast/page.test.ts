import { describe, expect, it } from 'vitest';
import { TransientError, UnusableResponseError } from '../../../src/errors.js';
import { hasNextPage, isEmptyList, PageBounds, requireWhole } from '../../../src/toast/page.js';
import type { HttpResponse } from '../../../src/toast/transport.js';

const where = { endpoint: '/orders', restaurantId: 'r1' };

function response(body: string, headers: Record<string, string> = {}): HttpResponse {
  return {
    status: 200,
    headers: new Headers(headers),
    body: Buffer.from(body),
    serverTime: undefined,
    receivedAt: 0,
  };
}

describe('hasNextPage', () => {
  it.each<[string, boolean]>([
    ['<https://x/orders?page=2&a=1,2>; rel="next"', true],
    ['<https://x/a>; rel="prev", <https://x/b>; rel="next"', true],
    ['<https://x/a>;rel=next', true],
    ['<https://x/a>; rel="first next"', true],
    ['<https://x/a>; rel="prev", <https://x/b>; rel="first", <https://x/c>; rel="self"', false],
    ['<https://x/a?rel="next">; rel="prev"; title="rel=next"', false],
  ])('returns for %s: %s', (link, expected) => {
    expect(hasNextPage(response('[]', { link }), where)).toBe(expected);
  });

  it('returns false without a Link header', () => {
    expect(hasNextPage(response('[]'), where)).toBe(false);
  });

  it.each(['garbage', '<https://x/a; rel="next"'])(
    'throws TransientError for the invalid header %s',
    (link) => {
      expect(() => hasNextPage(response('[]', { link }), where)).toThrow(TransientError);
    },
  );
});

describe('requireWhole', () => {
  it.each(['[]', ' [ ]\n', '[{"a": "]"}]', '\r\n\t[1]\r\n'])('accepts the list %j', (body) => {
    expect(() => requireWhole('list', response(body), where)).not.toThrow();
  });

  it.each(['', ' ', '[', ']', '[{"a": 1}', '{"results": []}', '<html>', 'null', '[}'])(
    'throws TransientError for %j, which is not a complete list',
    (body) => {
      expect(() => requireWhole('list', response(body), where)).toThrow(TransientError);
    },
  );

  it('accepts an object if one is expected', () => {
    expect(() => requireWhole('object', response(' {"a": [1]} '), where)).not.toThrow();
  });

  it.each(['', '[]', '{"a": 1', 'null', '<html></html>'])(
    'throws TransientError for %j, which is not a complete object',
    (body) => {
      expect(() => requireWhole('object', response(body), where)).toThrow(TransientError);
    },
  );
});

describe('isEmptyList', () => {
  it.each<[string, boolean]>([
    ['[]', true],
    [' [\r\n\t] ', true],
    ['[0]', false],
    ['[[]]', false],
    [`[${' '.repeat(2_000)}{"guid":"a"}]`, false],
  ])('%j: %s', (body, expected) => {
    expect(isEmptyList(response(body))).toBe(expected);
  });
});

describe('PageBounds', () => {
  /* Counts the pages until one is refused. */
  function pagesUntilRefused(page: (number: number) => Parameters<PageBounds['next']>[0]) {
    const bounds = new PageBounds(where);
    for (let number = 1; ; number++) {
      try {
        bounds.next(page(number));
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableResponseError);
        expect(error).toMatchObject(where);
        return number;
      }
    }
  }

  it('refuses a page that names itself or an earlier one', () => {
    expect(pagesUntilRefused(() => ({ isEmpty: false, nextToken: 'same' }))).toBe(2);
    const circle = (page: number) => ({ isEmpty: false, nextToken: `${page % 7}` });
    expect(pagesUntilRefused(circle)).toBe(8);
  });

  it('refuses 100 empty pages in a row, and 10,000 pages', () => {
    expect(pagesUntilRefused(() => ({ isEmpty: true }))).toBe(100);
    expect(pagesUntilRefused((page) => ({ isEmpty: page % 100 > 0 }))).toBe(10_000);
    const numbered = (page: number) => ({ isEmpty: false, nextToken: `${page}` });
    expect(pagesUntilRefused(numbered)).toBe(10_000);
  });
});
