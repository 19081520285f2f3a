import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TransientError } from '../../../src/errors.js';
import { createTransport, type HttpRequest } from '../../../src/toast/transport.js';
import { errorOf } from '../../support/error-of.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';
import { localServer } from './support/server.js';

afterEach(() => vi.unstubAllEnvs());

const text = JSON.stringify([{ guid: 'a', note: 'ä😀'.repeat(1_000) }]);

function get(url: string, more: Partial<HttpRequest> = {}, timeoutMs = 5_000) {
  const transport = createTransport({ runtime: new VirtualRuntime(7), timeoutMs });
  const headers = { Authorization: 'Bearer a-token' };
  return transport({ method: 'GET', url: new URL(url), headers, restaurantId: 'r1', ...more });
}

describe('createTransport', () => {
  it('returns the decompressed body and the times of both clocks', async () => {
    const { url } = await localServer((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.setHeader('Date', 'Sun, 01 Mar 2026 06:00:00 GMT');
      response.setHeader('Content-Encoding', 'gzip').end(gzipSync(text));
    });
    const { body, ...rest } = await get(url);
    expect(body.toString('utf8')).toBe(text);
    expect(rest).toMatchObject({
      status: 200,
      serverTime: Date.UTC(2026, 2, 1, 6),
      receivedAt: 7,
    });
  });

  it('accepts an uncompressed body', async () => {
    const { url } = await localServer((_, response) => response.end(text));
    expect((await get(url)).body.toString('utf8')).toBe(text);
  });

  it('reuses one connection for sequential requests', async () => {
    const { url, sockets, requests } = await localServer((_, response) => response.end('[]'));
    const transport = createTransport({ runtime: new VirtualRuntime(), timeoutMs: 5_000 });
    for (let i = 0; i < 3; i++) await transport({ method: 'GET', url: new URL(url), headers: {} });
    expect(requests).toHaveLength(3);
    expect(sockets.size).toBe(1);
  });
});

describe('createTransport: an incomplete response', () => {
  it.each<[string, Parameters<typeof localServer>[0]]>([
    [
      'a truncated gzip body',
      (_, response) => {
        const whole = gzipSync(text);
        const half = whole.subarray(0, whole.length / 2);
        response.setHeader('Content-Encoding', 'gzip').end(half);
      },
    ],
    [
      'a body that is declared as gzip but is not',
      (_, response) => response.setHeader('Content-Encoding', 'gzip').end(text),
    ],
    [
      'a connection that ends before the announced length',
      (_, response) => {
        response.setHeader('Content-Length', text.length + 10_000);
        response.write(text, () => response.destroy());
      },
    ],
    [
      'a connection that ends between two chunks',
      (_, response) => response.write(text, () => response.destroy()),
    ],
    ['a connection that is closed at once', (request) => request.socket.destroy()],
    ['a connection that is reset', (request) => request.socket.resetAndDestroy()],
  ])('throws TransientError for %s', async (_, listener) => {
    const { url } = await localServer(listener);
    const error = await errorOf(get(`${url}/orders?startDate=x`));
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ endpoint: '/orders', restaurantId: 'r1' });
    expect(error.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ failed: .*restaurant r1\)$/);
    expect(error.message).not.toContain('a-token');
  });

  it('throws TransientError if nothing listens on the port', async () => {
    const { url, port } = await localServer((_, response) => response.end());
    const error = await errorOf(get(url.replace(String(port), '1')));
    expect(error).toBeInstanceOf(TransientError);
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('reports the timeout, whether the headers or the rest of the body are missing', async () => {
    const silent = await localServer(() => undefined);
    const slow = await localServer((_, response) => void response.write('['));
    for (const { url } of [silent, slow]) {
      const error = await errorOf(get(url, {}, 40));
      expect(error).toBeInstanceOf(TransientError);
      expect(error.message).toMatch(/did not answer within 0.04 seconds/);
    }
  });
});

describe('createTransport: an abort', () => {
  it('ends a request in progress with AbortError, not TransientError', async () => {
    const run = new AbortController();
    const { url } = await localServer(() => run.abort());
    const error = await errorOf(get(url, { signal: run.signal }));
    expect(error.name).toBe('AbortError');
    expect(error).not.toBeInstanceOf(TransientError);
  });

  it('leaves nothing of a request with the signal of the run', async () => {
    const { signal } = new AbortController();
    const during: number[] = [];
    const { url } = await localServer((_, response) => {
      during.push(getEventListeners(signal, 'abort').length);
      response.end('[]');
    });
    await get(url, { signal });
    expect(during).toEqual([1]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('prevents a request from being sent', async () => {
    const { url, requests } = await localServer((_, response) => response.end('[]'));
    const error = await errorOf(get(url, { signal: AbortSignal.abort() }));
    expect(error.name).toBe('AbortError');
    expect(requests).toHaveLength(0);
  });
});

describe('createTransport: the proxy of the environment', () => {
  const clearProxies = () => {
    for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
      vi.stubEnv(name, '');
      vi.stubEnv(name.toLowerCase(), '');
    }
  };

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])(
    'in %s opens a tunnel and sees neither path nor token',
    async (name) => {
      clearProxies();
      const proxy = await localServer((_, response) => response.end());
      vi.stubEnv(name, proxy.url);
      const { status } = await get('https://api.toast.invalid/orders?x=1');
      expect(status).toBe(502);
      const [connect] = proxy.requests;
      expect([connect?.method, connect?.url]).toEqual(['CONNECT', 'api.toast.invalid:443']);
      expect(JSON.stringify(connect?.headers)).not.toContain('a-token');
    },
  );

  /* Nothing listens there. */
  const elsewhere = 'https://127.0.0.2:1/orders';

  it('is not used for hosts in NO_PROXY', async () => {
    clearProxies();
    const proxy = await localServer((_, response) => response.end());
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    expect((await get(elsewhere)).status).toBe(502);
    vi.stubEnv('NO_PROXY', '127.0.0.2');
    expect((await errorOf(get(elsewhere))).message).toContain('ECONNREFUSED');
    expect(proxy.requests).toHaveLength(1);
  });

  it('is not used if it is in HTTP_PROXY, which is for addresses that start with http:', async () => {
    clearProxies();
    const proxy = await localServer((_, response) => response.end());
    vi.stubEnv('HTTP_PROXY', proxy.url);
    expect((await errorOf(get(elsewhere))).message).toContain('ECONNREFUSED');
    expect(proxy.requests).toHaveLength(0);
  });

  it('is not used for a loopback address', async () => {
    clearProxies();
    const proxy = await localServer((_, response) => response.end('"proxy"'));
    const server = await localServer((_, response) => response.end('"server"'));
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy.url);
    for (const host of ['127.0.0.1', 'localhost']) {
      const { body } = await get(server.url.replace('127.0.0.1', host));
      expect(body.toString()).toBe('"server"');
    }
    const secure = server.url.replace('http:', 'https:');
    expect(await errorOf(get(secure))).toBeInstanceOf(TransientError);
    expect(proxy.requests).toHaveLength(0);
  });
});
