import { once } from 'node:events';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { client, errorBody, login, logIn, NOW, send, start } from './support/harness.js';
import { MAIN_STREET, smallWorld } from './support/small-world.js';
import type { World } from '../src/world/contract/world.js';

const ORDERS = '/orders/v2/ordersBulk?businessDate=20260110';

describe('Every answer of the simulator', () => {
  it("carries the world's time, a request ID and its content type", async () => {
    const simulator = await start();
    const get = await client(simulator);
    const answer = await get(ORDERS);
    expect(answer.headers.date).toBe(NOW.toUTCString());
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers['toast-request-id']).toMatch(
      /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
    );
    const next = await get(ORDERS);
    expect(next.headers['toast-request-id']).not.toBe(answer.headers['toast-request-id']);
  });

  it('is gzipped for clients that accept it, with the same content', async () => {
    const get = await client(await start());
    const plain = await get(ORDERS);
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const accepted of ['gzip', 'deflate, GZIP;q=0.5', 'br, gzip']) {
      const compressed = await get(ORDERS, { 'Accept-Encoding': accepted });
      expect(compressed.headers['content-encoding']).toBe('gzip');
      expect(compressed.headers['content-length']).toBe(String(compressed.bytes.length));
      expect(compressed.bytes.length).toBeLessThan(plain.bytes.length);
      expect(JSON.stringify(compressed.body)).toBe(plain.bytes.toString());
    }
    for (const refused of ['identity', 'gzip;q=0', 'br', 'gzip;q=0.000']) {
      const answer = await get(ORDERS, { 'Accept-Encoding': refused });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.bytes.equals(plain.bytes)).toBe(true);
    }
  });

  it('has the same bytes when repeated, and from another server with the same seed', async () => {
    const paths = [ORDERS, '/partners/v1/connectedRestaurants', '/nowhere', `${ORDERS}&page=0`];
    const run = async (seed: number) => {
      const simulator = await start({ seed });
      const get = await client(simulator);
      const answers = [await login(simulator)];
      for (const path of [...paths, ORDERS]) answers.push(await get(path));
      return answers.map(({ bytes }) => bytes.toString());
    };
    const [first, second, other] = await Promise.all([run(1), run(1), run(2)]);
    expect(second).toEqual(first);
    expect(first[5]).toBe(first[1]);
    expect(other[0]).not.toBe(first[0]);
  });

  it('is delayed by the configured latency', async () => {
    const simulator = await start({ latencyMs: 40 });
    const before = process.hrtime.bigint();
    await send(simulator, '/__clock');
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeGreaterThanOrEqual(39);
  });
});

describe('An error answer of the simulator', () => {
  it('is an ErrorMessage with the request ID of the header', async () => {
    const get = await client(await start());
    const answer = await get('/orders/v2/nothing');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(errorBody(answer, 404, 'There is no resource /orders/v2/nothing'));
    expect((answer.body as { requestId: string }).requestId).toHaveLength(36);
  });

  it('names the allowed method when the method is wrong', async () => {
    const simulator = await start();
    const headers = { Authorization: `Bearer ${await logIn(simulator)}` };
    const answer = await send(simulator, '/orders/v2/ordersBulk', { method: 'POST', headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET');
    expect(answer.body).toEqual(
      errorBody(answer, 405, '/orders/v2/ordersBulk does not take POST, only GET'),
    );
  });

  it('is a 500 that tells nothing of the failure, when the world or an endpoint throws', async () => {
    const failures: unknown[] = [];
    const failing = (): never => {
      throw new Error('no such plan');
    };
    const options = { onFailure: (error: unknown) => failures.push(error) };
    const worlds: Partial<World>[] = [{ onBusinessDate: failing }, { order: failing }];
    for (const world of worlds) {
      const get = await client(await start(options, { ...smallWorld(), ...world }));
      for (const coding of ['identity', 'gzip']) {
        const answer = await get(ORDERS, { 'Accept-Encoding': coding });
        expect(answer.status).toBe(500);
        const message = 'The simulator failed at this request; its own output says why';
        expect(answer.body).toEqual(errorBody(answer, 500, message));
      }
      expect((await get('/partners/v1/restaurants')).status).toBe(200);
    }
    expect(failures).toEqual(Array(4).fill(new Error('no such plan')));
  });

  it('ends its connection when it cannot be sent, and the server goes on', async () => {
    const failures: unknown[] = [];
    let broken = true;
    const simulator = await start({
      latencyMs: 1,
      sleep: () => (broken ? Promise.reject(new Error('no timer')) : Promise.resolve()),
      onFailure: (error) => failures.push(error),
    });
    await expect(send(simulator, '/__clock')).rejects.toThrow('socket hang up');
    broken = false;
    expect((await send(simulator, '/__clock')).status).toBe(200);
    expect(failures).toEqual([new Error('no timer')]);
  });
});

describe('The response cache of the simulator', () => {
  it('serves a page again without asking the world, until one of its orders changes', async () => {
    const made: string[] = [];
    const world = smallWorld();
    const counting: typeof world = {
      ...world,
      order: (key, now) => {
        made.push(key.guid);
        return world.order(key, now);
      },
    };
    const simulator = await start({ now: new Date('2026-01-11T08:00:00Z') }, counting);
    const get = await client(simulator);
    const first = await get(`${ORDERS}&pageSize=10`);
    expect(made).toHaveLength(10);
    simulator.setNow(new Date('2026-01-11T08:59:59Z'));
    expect((await get(`${ORDERS}&pageSize=10&page=1`)).bytes.equals(first.bytes)).toBe(true);
    expect(made).toHaveLength(10);
    simulator.setNow(new Date('2026-01-11T09:00:00Z'));
    const third = await get(`${ORDERS}&pageSize=10`);
    expect(third.bytes.equals(first.bytes)).toBe(false);
    expect(made).toHaveLength(20);
  });
});

describe("The simulator's server", () => {
  it('listens on the loopback address only and reports the requests it answered', async () => {
    const simulator = await start();
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`);
    const get = await client(simulator);
    await get(ORDERS);
    await get(ORDERS);
    await get('/orders/v2/ordersBulk');
    await send(simulator, '/orders/v2/ordersBulk');
    await send(simulator, '/nowhere');
    expect(simulator.stats()).toMatchObject({
      requests: {
        'POST /authentication/v1/authentication/login': { 200: 1 },
        'GET /orders/v2/ordersBulk': { 200: 2, 400: 1, 401: 1 },
        unknown: { 404: 1 },
      },
      logins: 1,
    });
    expect(simulator.requests()[1]).toEqual({
      method: 'GET',
      path: '/orders/v2/ordersBulk',
      query: { businessDate: '20260110' },
      restaurantGuid: MAIN_STREET,
      status: 200,
      at: Date.UTC(2026, 6, 1),
    });
  });

  it('closes kept-alive connections when it stops', async () => {
    const simulator = await start();
    const agent = new Agent({ keepAlive: true });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpGet(`${simulator.url}/__clock`, { agent }, resolve).on('error', reject);
    });
    const { socket } = response;
    const freed = once(socket, 'free');
    response.resume();
    await freed;
    const ended = once(socket, 'close');
    await simulator.close();
    await ended;
    agent.destroy();
    await expect(send(simulator, '/__clock')).rejects.toThrow('ECONNREFUSED');
    await simulator.close();
  });

  it('rejects when its port is taken', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow('EADDRINUSE');
  });
});
