import { describe, expect, it } from 'vitest';
import { errorBody, LOGIN, NOW, send, start } from '../support/harness.js';
import { openRaw, rawRequest, sendRaw, statusesIn } from '../support/raw-request.js';

const CLOCK = '/__clock';
const HOST = 'Host: 127.0.0.1';
const MEGABYTE = 1024 * 1024;

const post = (body: string, ...headers: string[]) =>
  rawRequest(`POST ${CLOCK}`, [HOST, ...headers], body);

describe('The body of a request', () => {
  it('is refused with 413 above a megabyte, whether its length is declared or not', async () => {
    const simulator = await start();
    const advance = (padding: number) => `{"advance":"P1D"}${' '.repeat(padding)}`;
    for (const path of [CLOCK, '/__faults', LOGIN]) {
      const answer = await send(simulator, path, { method: 'POST', body: advance(MEGABYTE) });
      expect(answer.status).toBe(413);
      expect(answer.body).toEqual(errorBody(answer, 413, expect.stringContaining('1048576')));
    }
    expect(simulator.now()).toEqual(NOW);
    const chunk = `100000\r\n${' '.repeat(MEGABYTE)}\r\n`;
    const chunked = post(`${chunk}${chunk}0\r\n\r\n`, 'Transfer-Encoding: chunked');
    expect(statusesIn(await sendRaw(simulator, chunked))).toEqual([413]);
    const most = advance(MEGABYTE - advance(0).length);
    expect((await send(simulator, CLOCK, { method: 'POST', body: most })).status).toBe(200);
  });

  it('is answered before it ends, when it is too large', async () => {
    const { socket, received } = openRaw(await start());
    socket.write(post(' '.repeat(9), `Content-Length: ${2 ** 40}`));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    expect(statusesIn(await received)).toEqual([413]);
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"advance":"P1D"'],
    ['two values', '{"advance":"P1D"}{}'],
    ['NaN', '{"advance":NaN}'],
    ['JSON that is nested too deeply', `{"advance":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
  ])('is refused with 400 when it is %s', async (_, body) => {
    const simulator = await start();
    expect((await send(simulator, CLOCK, { method: 'POST', body })).status).toBe(400);
    expect(simulator.now()).toEqual(NOW);
  });

  it('is refused with 415 when it is compressed', async () => {
    const simulator = await start();
    const advance = { method: 'POST', body: { advance: 'P1D' } };
    const encoded = async (coding: string) =>
      (await send(simulator, CLOCK, { ...advance, headers: { 'Content-Encoding': coding } }))
        .status;
    expect(await encoded('gzip')).toBe(415);
    expect(await encoded('gzip, identity')).toBe(415);
    expect(simulator.now()).toEqual(NOW);
    expect(await encoded('identity')).toBe(200);
  });

  it.each([
    ['ends early', post('{"advance":"P1D"}', 'Content-Length: 99')],
    ['is declared with two lengths', post('{}', 'Content-Length: 2', 'Content-Length: 3')],
    [
      'has a length and is chunked',
      post('0\r\n\r\n', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
    ],
    ['has a negative length', post('{}', 'Content-Length: -2')],
  ])('is refused with 400 when it %s', async (_, text) => {
    const simulator = await start();
    const { socket, received } = openRaw(simulator);
    socket.end(text);
    expect(statusesIn(await received)).toEqual([400]);
    expect((await send(simulator, CLOCK)).body).toEqual({ now: NOW.toISOString() });
  });

  it('is what its declared length says, and the rest is not a request', async () => {
    const simulator = await start();
    const text = post('{"advance":"P1D"}!', 'Content-Length: 17').replace('close', 'keep-alive');
    expect(statusesIn(await sendRaw(simulator, text)).at(-1)).toBe(400);
    expect((await send(simulator, CLOCK)).status).toBe(200);
  });

  it('cannot change the prototype of objects', async () => {
    const simulator = await start();
    const body = '{"__proto__":{"advance":"P1D"},"constructor":{"prototype":{"x":1}}}';
    for (const path of [CLOCK, '/__orders', '/__config', '/__labor', '/__restaurants']) {
      expect((await send(simulator, path, { method: 'POST', body })).status).toBe(400);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(simulator.now()).toEqual(NOW);
  });
});

describe('A slow request', () => {
  it.each([
    ['nothing', ''],
    ['half of its headers', `GET ${CLOCK} HTTP/1.1\r\n${HOST}\r\n`],
    ['half of its body', post('{"adv', 'Content-Length: 17')],
  ])('is given up after %s', async (_, text) => {
    const simulator = await start({ requestTimeoutMs: 40 });
    expect(statusesIn(await sendRaw(simulator, text))).toEqual([408]);
    expect(simulator.now()).toEqual(NOW);
  });
});

describe('The head of a request', () => {
  it('is refused with 431 when its URL or headers are too long', async () => {
    const simulator = await start();
    const long = 'a'.repeat(20_000);
    for (const text of [
      rawRequest(`GET /${long}`, [HOST]),
      rawRequest(`GET ${CLOCK}`, [HOST, `X-Long: ${long}`]),
    ]) {
      expect(statusesIn(await sendRaw(simulator, text))).toEqual([431]);
    }
  });

  it.each([
    ['HEAD', CLOCK, 405],
    ['OPTIONS', CLOCK, 405],
    ['TRACE', CLOCK, 405],
    ['GET', '/%E0%A4%A', 404],
    ['GET', '/orders/v2/orders/%E0%A4%A', 401],
    ['GET', '/..%2f..%2fetc/passwd', 404],
    ['GET', '/\0', 400],
  ])('is answered without failing: %s %j', async (method, path, status) => {
    const simulator = await start();
    const received = await sendRaw(simulator, rawRequest(`${method} ${path}`, [HOST]));
    expect(statusesIn(received)).toEqual([status]);
    const [, body] = received.split('\r\n\r\n');
    if (method === 'HEAD') expect(body).toBe('');
  });
});
