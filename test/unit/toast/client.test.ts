import { inspect } from 'node:util';
import nock from 'nock';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  AccessDeniedError,
  type ApiError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RefusedError,
  TransientError,
} from '../../../src/errors.js';
import { errorOf } from '../../support/error-of.js';
import { createClient, host, resetNetwork, storedToken } from './support/client.js';

beforeEach(resetNetwork);

const request = { path: '/orders/v2/ordersBulk', query: { page: 1 }, restaurantId: 'r1' };
const oneTry = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };

function answer(status: number, body?: nock.ReplyBody, headers?: nock.ReplyHeaders): nock.Scope {
  return nock(host).get('/orders/v2/ordersBulk?page=1').reply(status, body, headers);
}

function connected() {
  return createClient({ tokens: storedToken(), retryPolicy: oneTry });
}

describe('ToastClient: a response other than 2xx', () => {
  it.each([
    [400, BadRequestError],
    [403, ForbiddenError],
    [404, NotFoundError],
    [409, ConflictError],
    [422, BadRequestError],
    [302, BadRequestError],
    [408, TransientError],
    [499, TransientError],
    [500, TransientError],
    [502, TransientError],
    [503, TransientError],
    [504, TransientError],
  ])('with status %i throws %o with endpoint, restaurant and request ID', async (status, type) => {
    answer(status, { message: 'Toast’s message', requestId: 'req-1' });
    const error = (await errorOf(connected().client.get(request))) as ApiError;
    expect(error).toBeInstanceOf(type);
    expect(error instanceof AccessDeniedError).toBe(status === 403);
    expect(error instanceof RefusedError).toBe(type !== TransientError);
    expect(error).toMatchObject({
      endpoint: '/orders/v2/ordersBulk',
      restaurantId: 'r1',
      requestId: 'req-1',
      status,
    });
    expect(error.message).toBe(
      `Toast answered ${status}: Toast’s message (/orders/v2/ordersBulk, restaurant r1, request id req-1)`,
    );
  });

  it('takes the request ID from the header if the body is not JSON', async () => {
    answer(502, '<html>Bad Gateway</html>', { 'Toast-Request-Id': 'req-2' });
    const error = (await errorOf(connected().client.get(request))) as ApiError;
    expect(error.requestId).toBe('req-2');
    expect(error.message).toBe(
      'Toast answered 502 (/orders/v2/ordersBulk, restaurant r1, request id req-2)',
    );
  });

  it.each(['null', '[]', '"text"', '{"message": 5, "requestId": {}}', ''])(
    'is reported without a message if the body is %j',
    async (body) => {
      answer(500, body);
      const error = await errorOf(connected().client.get(request));
      expect(error.message).toBe('Toast answered 500 (/orders/v2/ordersBulk, restaurant r1)');
    },
  );

  it('does not show the token even if Toast repeats it', async () => {
    answer(400, { message: 'What is Bearer a-token?' });
    const error = await errorOf(connected().client.get(request));
    expect(error.message).toContain('What is Bearer');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('a-token');
  });

  it('shortens a very long message', async () => {
    answer(400, { message: 'x'.repeat(100_000) });
    const error = await errorOf(connected().client.get(request));
    expect(error.message.length).toBeLessThan(700);
  });
});

describe('ToastClient: a redirect', () => {
  it('is not followed, so that the token is sent to one host only', async () => {
    const elsewhere = nock('https://elsewhere.example.com').get('/').reply(200, '[]');
    answer(302, '', { Location: 'https://elsewhere.example.com/' });
    const error = await errorOf(connected().client.get(request));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(elsewhere.isDone()).toBe(false);
  });
});

describe('ToastClient.getList', () => {
  it('returns the list, and the body as it was sent', async () => {
    answer(200, '[ {"guid": "a"} ]');
    const { list, body } = await connected().client.getList(request);
    expect(list).toEqual([{ guid: 'a' }]);
    expect(body.toString()).toBe('[ {"guid": "a"} ]');
  });

  it.each(['<html>', '{"results": []}', '', '[{"guid": "a"'])(
    'retries after %j, which is not a list',
    async (body) => {
      answer(200, body);
      answer(200, '[]');
      const { client } = createClient({ tokens: storedToken() });
      expect((await client.getList(request)).list).toEqual([]);

      answer(200, body);
      expect(await errorOf(connected().client.getList(request))).toBeInstanceOf(TransientError);
    },
  );
});

describe('ToastClient.serverNow', () => {
  it('returns the time of the latest response in whole seconds and advances with the local clock', async () => {
    const { client, runtime } = connected();
    runtime.advance(750);
    expect(client.serverNow()).toBe(Date.UTC(2026, 2, 1));
    answer(200, '[]', { Date: 'Sun, 01 Mar 2026 06:00:00 GMT' });
    await client.get(request);
    expect(client.serverNow()).toBe(Date.UTC(2026, 2, 1, 6));
    runtime.advance(61_200);
    expect(client.serverNow()).toBe(Date.UTC(2026, 2, 1, 6, 1, 1));
  });

  it('ignores a response without a valid Date header', async () => {
    const { client } = connected();
    answer(200, '[]', { Date: 'Sun, 01 Mar 2026 06:00:00 GMT' });
    await client.get(request);
    answer(200, '[]', { Date: 'nonsense' });
    await client.get(request);
    expect(client.serverNow()).toBe(Date.UTC(2026, 2, 1, 6));
  });
});

describe('ToastClient.get', () => {
  it('names the location only in the header, and percent-encodes the UTC offset', async () => {
    const seen: Record<string, unknown>[] = [];
    nock(host)
      .get(/.*/)
      .reply(function (uri) {
        seen.push({ uri, ...this.req.headers });
        return [200, '[]'];
      });
    await connected().client.get({
      path: '/orders',
      query: { startDate: '2026-03-01T00:00:00.000+0000' },
      restaurantId: 'r1',
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      uri: '/orders?startDate=2026-03-01T00%3A00%3A00.000%2B0000',
      authorization: 'Bearer a-token',
      'accept-encoding': 'gzip',
      'toast-restaurant-external-id': 'r1',
    });
  });
});
