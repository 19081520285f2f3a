import { describe, expect, it } from 'vitest';
import { client, errorBody, NOW, send, start } from '../support/harness.js';
import { rawRequest, sendRaw, statusesIn } from '../support/raw-request.js';

const CLOCK = '/__clock';
const ADVANCE = { method: 'POST', body: { advance: 'P1D' } };

describe('The Host of a request', () => {
  it.each([
    'localhost',
    'LOCALHOST:80',
    '127.0.0.1',
    '127.0.0.1:9999',
    '127.1.2.3',
    '[::1]',
    '[::1]:8080',
  ])('may be this machine: %s', async (Host) => {
    const answer = await send(await start(), CLOCK, { headers: { Host } });
    expect(answer.status).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '127.evil.example',
    '169.254.169.254',
    '0.0.0.0',
    '[::2]',
  ])('may not be another: %s', async (Host) => {
    const simulator = await start();
    const answer = await send(simulator, CLOCK, { ...ADVANCE, headers: { Host } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      errorBody(answer, 403, expect.stringContaining('only as localhost')),
    );
    expect(simulator.now()).toEqual(NOW);
  });

  it.each([
    'evil.example@127.0.0.1',
    '127.0.0.1@evil.example',
    '127.0.0.1/evil',
    '127.0.0.1, x',
    '?',
  ])('must be one host: "%s"', async (Host) => {
    expect((await send(await start(), CLOCK, { headers: { Host } })).status).toBe(400);
  });

  it('must be there once', async () => {
    const simulator = await start();
    const statuses = async (line: string, ...headers: string[]) =>
      statusesIn(await sendRaw(simulator, rawRequest(line, headers)));
    expect(await statuses(`GET ${CLOCK}`)).toEqual([400]);
    expect(await statuses(`GET ${CLOCK}`, 'Host: ')).toEqual([400]);
    const twice = ['Host: 127.0.0.1', 'Host: evil.example'];
    expect(await statuses(`GET ${CLOCK}`, ...twice)).toEqual([400]);
    const old = await sendRaw(simulator, `GET ${CLOCK} HTTP/1.0\r\n\r\n`);
    expect(statusesIn(old)).toEqual([400]);
  });

  it('is that of the request target, when the target is a whole URL', async () => {
    const simulator = await start();
    const statuses = async (target: string, host: string) =>
      statusesIn(await sendRaw(simulator, rawRequest(`GET ${target}`, [`Host: ${host}`])));
    expect(await statuses(`http://127.0.0.1${CLOCK}`, '127.0.0.1')).toEqual([200]);
    expect(await statuses(`HTTP://localhost:80${CLOCK}?a=b`, '127.0.0.1')).toEqual([200]);
    expect(await statuses(`http://evil.example${CLOCK}`, '127.0.0.1')).toEqual([403]);
    expect(await statuses(`http://127.0.0.1${CLOCK}`, 'evil.example')).toEqual([200]);
    expect(await statuses(`//evil.example${CLOCK}`, '127.0.0.1')).toEqual([404]);
    expect(await statuses('*', '127.0.0.1')).toEqual([404]);
  });
});

describe('The Origin of a request', () => {
  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'x', ''])(
    'may not be that of another page: "%s"',
    async (Origin) => {
      const simulator = await start();
      const answer = await send(simulator, CLOCK, { ...ADVANCE, headers: { Origin } });
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(
        errorBody(answer, 403, expect.stringContaining('page of another')),
      );
      expect(simulator.now()).toEqual(NOW);
    },
  );

  it("may be the simulator's own", async () => {
    const simulator = await start();
    const headers = { Origin: simulator.url };
    expect((await send(simulator, CLOCK, { ...ADVANCE, headers })).status).toBe(200);
  });

  it('gets no permission by a preflight', async () => {
    const answer = await send(await start(), CLOCK, {
      method: 'OPTIONS',
      headers: { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-'))).toEqual([]);
  });
});

describe('A refused caller', () => {
  it('matches no fault rule and is no request of its endpoint', async () => {
    const simulator = await start({ faults: { rules: [{ fault: { status: 500 } }] } });
    const get = await client(simulator);
    const path = '/partners/v1/restaurants';
    expect((await get(path, { Host: 'evil.example' })).status).toBe(403);
    expect(simulator.faults().rules).toMatchObject([{ calls: 0 }]);
    expect(simulator.stats().requests).toMatchObject({ unknown: { 403: 1 } });
    expect((await get(path)).status).toBe(500);
  });
});
