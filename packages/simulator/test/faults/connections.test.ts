import { once } from 'node:events';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/faults/fault-set.js';
import type { Simulator } from '../../src/server/serve.js';
import { client, send, start } from '../support/harness.js';
import { overTheWire, type Received } from './wire.js';

const BULK = '/orders/v2/ordersBulk';
const PAGE = `${BULK}?businessDate=20260110&pageSize=10`;

const broken = (fault: Fault) =>
  start({ faults: { rules: [{ endpoint: BULK, times: 1, fault }] } });

const whole = async (simulator: Simulator): Promise<string> =>
  JSON.stringify((await (await client(simulator))(PAGE)).body);

/** A sleeper that sleeps until it is woken. */
function sleeper() {
  const sleeping: { ms: number; wake: () => void }[] = [];
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
      sleeping.push({ ms, wake: resolve });
    });
  return { sleep, sleeping };
}

/** A page whose body has begun and does not go on. */
function stalling(simulator: Simulator) {
  let received: Promise<Received> | undefined;
  const begun = new Promise<void>((resolve) => {
    received = overTheWire(simulator, PAGE, (text) => {
      if (text.includes('\r\n\r\n[')) resolve();
      return false;
    });
  });
  return { begun, received: received as Promise<Received> };
}

describe('A connection fault', () => {
  it('"reset" ends the connection before any byte', async () => {
    const simulator = await broken({ connection: 'reset' });
    expect(await overTheWire(simulator, PAGE)).toEqual({ head: '', body: '', error: 'ECONNRESET' });
    await whole(simulator);
    expect(simulator.stats().requests[`GET ${BULK}`]).toEqual({ reset: 1, 200: 1 });
    expect(simulator.requests().map(({ status }) => status)).toEqual([200, 'reset', 200, 200]);
  });

  it('"half" ends it after half of a body with a Content-Length', async () => {
    const simulator = await broken({ connection: 'half' });
    const { head, body, error } = await overTheWire(simulator, PAGE);
    const expected = await whole(simulator);
    expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(head).toContain(`Content-Length: ${expected.length}`);
    expect(body).toBe(expected.slice(0, Math.floor(expected.length / 2)));
    expect(error).toBeUndefined();
    expect(simulator.stats().requests[`GET ${BULK}`]).toEqual({ half: 1, 200: 1 });
  });

  it('"halfChunked" ends it after half of a chunked body, without the last chunk', async () => {
    const simulator = await broken({ connection: 'halfChunked' });
    const { head, body, error } = await overTheWire(simulator, PAGE);
    const expected = await whole(simulator);
    const half = expected.slice(0, Math.floor(expected.length / 2));
    expect(head).toContain('Transfer-Encoding: chunked');
    expect(head).not.toContain('Content-Length');
    expect(body).toBe(`${half.length.toString(16)}\r\n${half}\r\n`);
    expect(error).toBeUndefined();
  });

  it('"stall" stops in the middle of a body until the client disconnects', async () => {
    const simulator = await broken({ connection: 'stall' });
    const expected = await whole(await start());
    const half = expected.slice(0, Math.floor(expected.length / 2));
    const { head, body } = await overTheWire(simulator, PAGE, (text) => text.endsWith(half));
    expect(head).toContain(`Content-Length: ${expected.length}`);
    expect(body).toBe(half);
    expect(await whole(simulator)).toBe(expected);
  });

  it('"stall" ends when the server closes', async () => {
    const simulator = await broken({ connection: 'stall' });
    const { begun, received } = stalling(simulator);
    await begun;
    await simulator.close();
    expect((await received).body).toMatch(/^\[/);
  });
});

describe('Connections under the fault "refused"', () => {
  it('are refused until acceptConnections, then accepted on the same port', async () => {
    const simulator = await broken({ connection: 'refused' });
    const get = await client(simulator);
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    await expect(get(PAGE)).rejects.toThrow('ECONNREFUSED');
    await expect(send(simulator, '/__clock')).rejects.toThrow('ECONNREFUSED');
    await simulator.acceptConnections();
    expect((await get(PAGE)).status).toBe(200);
    expect(simulator.stats().requests[`GET ${BULK}`]).toEqual({ refused: 1, 200: 1 });
  });

  it('are refused for the given number of seconds', async () => {
    const { sleep, sleeping } = sleeper();
    const simulator = await start({
      sleep,
      faults: { rules: [{ nth: 1, fault: { connection: 'refused', seconds: 90 } }] },
    });
    const get = await client(simulator);
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    await expect(get(PAGE)).rejects.toThrow('ECONNREFUSED');
    expect(sleeping.map(({ ms }) => ms)).toEqual([90_000]);
    sleeping[0]?.wake();
    await simulator.acceptConnections();
    expect((await get(PAGE)).status).toBe(200);
  });

  it('are accepted again when the time is over', async () => {
    let ended = Promise.resolve();
    const simulator = await start({
      sleep: () => (ended = Promise.resolve()),
      faults: { rules: [{ nth: 1, fault: { connection: 'refused', seconds: 1 } }] },
    });
    const get = await client(simulator);
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    await ended;
    expect((await get(PAGE)).status).toBe(200);
  });

  it('stay refused when the time of an earlier refusal ends', async () => {
    const { sleep, sleeping } = sleeper();
    const refused: Fault = { connection: 'refused', seconds: 60 };
    const simulator = await start({ sleep, faults: { rules: [{ times: 2, fault: refused }] } });
    const get = await client(simulator);
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    await simulator.acceptConnections();
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    sleeping[0]?.wake();
    await expect(get(PAGE)).rejects.toThrow('ECONNREFUSED');
    await simulator.clearFaults();
    expect((await get(PAGE)).status).toBe(200);
    expect(sleeping).toHaveLength(2);
  });

  it('are refused over a kept-alive connection as well', async () => {
    const simulator = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const over = (path: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        httpGet(simulator.url + path, { agent }, resolve).on('error', reject);
      });
    const response = await over('/__clock');
    const { socket } = response;
    const freed = once(socket, 'free');
    response.resume();
    await freed;
    const closed = once(socket, 'close');
    simulator.setFaults({ rules: [{ fault: { connection: 'refused' } }] });
    const get = await client(simulator);
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    await closed;
    await expect(over('/__clock')).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  it('do not keep the server from closing, nor do stalled ones', async () => {
    const simulator = await start({
      faults: {
        rules: [
          { nth: 1, fault: { connection: 'stall' } },
          { nth: 2, fault: { connection: 'refused' } },
        ],
      },
    });
    const get = await client(simulator);
    const { begun, received } = stalling(simulator);
    await begun;
    await expect(get(PAGE)).rejects.toThrow('ECONNRESET');
    await simulator.acceptConnections();
    await simulator.close();
    expect((await received).body).toMatch(/^\[/);
    await expect(send(simulator, '/__clock')).rejects.toThrow('ECONNREFUSED');
  });
});
