import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/config/secret.js';
import { UnusableResponseError } from '../../../src/errors.js';
import { ToastClient } from '../../../src/toast/client.js';
import { createTransport, type HttpRequest } from '../../../src/toast/transport.js';
import { errorOf } from '../../support/error-of.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';
import { localServer } from './support/server.js';

const megabyte = 1024 * 1024;
const zeros = Buffer.alloc(20 * megabyte, '0');
const bomb = gzipSync(zeros);
const gzip = { 'Content-Encoding': 'gzip' };

const transport = createTransport({
  runtime: new VirtualRuntime(),
  timeoutMs: 10_000,
  maxBytes: megabyte,
});

async function answer(
  listener: (response: ServerResponse) => unknown,
  more: Partial<HttpRequest> = {},
) {
  const ended: Promise<unknown>[] = [];
  const server = await localServer((_, response) => {
    ended.push(new Promise((resolve) => response.on('close', resolve)));
    response.setHeader('Toast-Request-Id', 'req-1');
    listener(response);
  });
  const url = new URL(`${server.url}/menus/v2/menus?x=1`);
  const response = transport({ method: 'GET', url, headers: {}, restaurantId: 'r1', ...more });
  return { response, ended };
}

function send(body: Buffer, headers: Record<string, string> = {}, status = 200) {
  return (response: ServerResponse) => response.writeHead(status, headers).end(body);
}

describe('a body beyond the bound', () => {
  it.each<[string, (response: ServerResponse) => unknown]>([
    ['announced', send(zeros)],
    ['sent in chunks', (response) => void (response.write(zeros), response.end())],
    ['that never ends', (response) => response.write(zeros)],
    ['compressed', send(bomb, gzip)],
    ['compressed with a wrong size', send(Buffer.concat([bomb, gzipSync('0')]), gzip)],
  ])(
    '%s is an error that names request and setting, and ends the connection',
    async (_, listener) => {
      const { response, ended } = await answer(listener);
      const error = await errorOf(response);
      expect(error).toBeInstanceOf(UnusableResponseError);
      expect(error.message).toBe(
        'The response is larger than 1 MB (/menus/v2/menus, restaurant r1, request id req-1)',
      );
      expect(error).toMatchObject({ suggestion: expect.stringContaining('maxResponseMegabytes') });
      await Promise.all(ended);
    },
  );

  it('of a request with a smaller bound does not suggest the setting', async () => {
    const { response } = await answer(send(zeros.subarray(0, 11)), { maxBytes: 10 });
    const error = await errorOf(response);
    expect(error).toBeInstanceOf(UnusableResponseError);
    expect(error).toMatchObject({ suggestion: 'Check `domain` and the proxy.' });
  });

  it.each([
    ['as sent', send(zeros.subarray(0, megabyte))],
    ['decompressed', send(gzipSync(zeros.subarray(0, megabyte)), gzip)],
  ])('begins one byte after it: %s', async (_, listener) => {
    const { body } = await (await answer(listener)).response;
    expect(body.equals(zeros.subarray(0, megabyte))).toBe(true);
  });

  it('does not hide the status of an error', async () => {
    for (const headers of [{}, gzip, { 'Content-Encoding': 'br' }]) {
      const { response } = await answer(send(zeros, headers, 503));
      expect(await response).toMatchObject({ status: 503, body: Buffer.alloc(0) });
    }
  });
});

describe('the encoding of a body', () => {
  it.each(['br', 'deflate', 'zstd', 'gzip, gzip', 'x'.repeat(1000)])(
    '%s was not asked for and is an error',
    async (encoding) => {
      const { response } = await answer(send(gzipSync('[]'), { 'Content-Encoding': encoding }));
      const error = await errorOf(response);
      expect(error).toBeInstanceOf(UnusableResponseError);
      expect(error).toMatchObject({ endpoint: '/menus/v2/menus', requestId: 'req-1' });
      expect(error.message.length).toBeLessThan(200);
    },
  );

  it('is read in capitals, and may be none', async () => {
    const one = await answer(send(gzipSync('[1]'), { 'Content-Encoding': 'GZIP' }));
    expect((await one.response).body.toString()).toBe('[1]');
    const other = await answer(send(Buffer.from('[2]'), { 'Content-Encoding': 'identity' }));
    expect((await other.response).body.toString()).toBe('[2]');
  });

  it('gzip may consist of several members', async () => {
    const { response } = await answer(send(Buffer.concat([gzipSync('[1,'), gzipSync('2]')]), gzip));
    expect((await response).body.toString()).toBe('[1,2]');
  });
});

describe('many large bodies at a time', () => {
  it('are in memory two at a time, and an unusable one is requested once', async () => {
    const { url, requests } = await localServer(({ url: path }, response) =>
      send(bomb, path === '/br' ? { 'Content-Encoding': 'br' } : gzip)(response),
    );
    const runtime = new VirtualRuntime();
    const client = new ToastClient({
      baseUrl: url,
      credentials: { clientId: 'id', clientSecret: new Secret('secret'), userAccessType: 'x' },
      tokens: {
        load: async () => ({ accessToken: 'token', expiresAt: Number.MAX_SAFE_INTEGER }),
        save: async () => undefined,
      },
      transport: createTransport({ runtime, timeoutMs: 10_000 }),
      runtime,
      concurrency: 8,
    });
    let inMemory = 0;
    let most = 0;
    let second = () => undefined as void;
    const two = new Promise<void>((resolve) => (second = resolve));
    /* The first body stays until there is a second, however fast the machine is. */
    const check = async () => {
      most = Math.max(most, (inMemory += 1));
      if (inMemory === 2) second();
      await two;
      inMemory -= 1;
    };
    const paths = ['/br', ...Array<string>(8).fill('/large')];
    const ended = await Promise.allSettled(paths.map((path) => client.get({ path, check })));
    expect(ended.map(({ status }) => status)).toEqual(['rejected', ...Array(8).fill('fulfilled')]);
    expect(most).toBe(2);
    expect(requests).toHaveLength(9);
  });
});
