import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/faults/fault-set.js';
import {
  client,
  errorBody,
  login,
  logIn,
  LOGIN,
  NOW,
  send,
  start,
  TestClock,
} from '../support/harness.js';
import { HARBOUR } from '../support/small-world.js';
import { overTheWire } from './wire.js';

const BULK = '/orders/v2/ordersBulk';
const PAGE = `${BULK}?businessDate=20260110&pageSize=10`;
const RESTAURANTS = '/partners/v1/restaurants';

const startWith = async (...rules: FaultRule[]) => start({ faults: { rules } });

describe('A status fault', () => {
  it.each([
    [400, 'Bad Request'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
    [409, 'Conflict'],
    [429, 'Too Many Requests'],
    [500, 'Internal Server Error'],
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
    [504, 'Gateway Timeout'],
  ] as const)('%d is answered once, in the form of an ErrorMessage', async (status, title) => {
    const simulator = await startWith({ endpoint: BULK, times: 1, fault: { status } });
    const get = await client(simulator);
    const answer = await get(PAGE);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual(errorBody(answer, status, `${title}, as a fault says`));
    expect((await get(PAGE)).status).toBe(200);
    expect(simulator.stats().requests[`GET ${BULK}`]).toEqual({ [status]: 1, 200: 1 });
    expect(simulator.faults().rules).toMatchObject([{ endpoint: BULK, calls: 2, fired: 1 }]);
  });

  it('can have the HTML body of a gateway', async () => {
    const simulator = await startWith({ fault: { status: 502, body: 'html' } });
    const { head, body } = await overTheWire(simulator, PAGE, (text) => text.endsWith('</html>'));
    expect(head).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n/);
    expect(head).toContain('Content-Type: text/html');
    expect(body).toMatch(/^<html>.*502 Bad Gateway.*<\/html>$/);
  });

  it('applies to one restaurant only, and to the login when a rule names it', async () => {
    const simulator = await startWith(
      { endpoint: LOGIN, nth: 1, fault: { status: 403 } },
      { restaurant: HARBOUR, fault: { status: 403 } },
    );
    expect((await login(simulator)).status).toBe(403);
    const get = await client(simulator);
    const harbour = { 'Toast-Restaurant-External-ID': HARBOUR };
    expect((await get(PAGE)).status).toBe(200);
    expect((await get(PAGE, harbour)).status).toBe(403);
    expect(simulator.stats().logins).toBe(1);
  });

  it('does not apply to paths outside the API', async () => {
    const simulator = await startWith({ endpoint: '*', fault: { status: 503 } });
    expect((await login(simulator)).status).toBe(503);
    expect((await send(simulator, '/__clock')).status).toBe(200);
    expect((await send(simulator, '/nowhere')).status).toBe(404);
  });
});

describe('A 429 fault', () => {
  const limits = (headers: Readonly<Record<string, string | undefined>>) =>
    ['retry-after', 'x-toast-ratelimit-by', 'x-toast-ratelimit-reset'].map((name) => headers[name]);

  it.each([
    [{ retryAfterSeconds: 3 }, ['3', undefined, undefined]],
    [{ resetSeconds: 60 }, [undefined, 'GLOBAL', String(NOW.getTime() / 1000 + 60)]],
    [{}, [undefined, undefined, undefined]],
  ])('says how long to wait only by %j', async (told, expected) => {
    const simulator = await start({
      rateLimits: true,
      faults: { rules: [{ times: 1, fault: { status: 429, ...told } }] },
    });
    const get = await client(simulator);
    const answer = await get(PAGE);
    expect(answer.status).toBe(429);
    expect(limits(answer.headers)).toEqual(expected);
    expect((await get(PAGE)).headers['x-toast-ratelimit-remaining']).toBe('4');
  });
});

describe('A token under faults', () => {
  const tries = async (simulator: Awaited<ReturnType<typeof start>>, token: string) =>
    (await send(simulator, RESTAURANTS, { headers: { Authorization: `Bearer ${token}` } })).status;

  it('expires during a run, and the next login returns another', async () => {
    const simulator = await startWith({ nth: 3, fault: { token: 'expire' } });
    const first = await logIn(simulator);
    expect(await logIn(simulator)).toBe(first);
    const statuses: number[] = [];
    for (let call = 0; call < 4; call++) statuses.push(await tries(simulator, first));
    expect(statuses).toEqual([200, 200, 401, 401]);
    const second = await logIn(simulator);
    expect(second).not.toBe(first);
    expect(await tries(simulator, second)).toBe(200);
    expect(await tries(simulator, first)).toBe(401);
  });

  it('is valid for the given number of calls after every login', async () => {
    const simulator = await start({ faults: { token: { calls: 2 } } });
    for (let round = 0; round < 3; round++) {
      const token = await logIn(simulator);
      const statuses = [await tries(simulator, token), await tries(simulator, token)];
      expect([...statuses, await tries(simulator, token)]).toEqual([200, 200, 401]);
    }
    simulator.setFaults({});
    const token = await logIn(simulator);
    for (let call = 0; call < 4; call++) expect(await tries(simulator, token)).toBe(200);
  });

  it('is valid for the given number of seconds after every login', async () => {
    const clock = new TestClock();
    const simulator = await start({ wallClock: clock.now, faults: { token: { seconds: 5 } } });
    const answer = await login(simulator);
    const { accessToken, expiresIn } = (
      answer.body as { token: { accessToken: string; expiresIn: number } }
    ).token;
    expect(expiresIn).toBe(5);
    clock.ms += 4_999;
    expect(await tries(simulator, accessToken)).toBe(200);
    clock.ms += 1;
    expect(await tries(simulator, accessToken)).toBe(401);
    expect(await tries(simulator, await logIn(simulator))).toBe(200);
  });
});

describe('A page fault', () => {
  it.each(['identity', 'gzip'])(
    'is cut off, garbled, empty or wrapped in an object (%s)',
    async (encoding) => {
      const simulator = await start();
      const bytesOf = async (fault?: FaultRule['fault']) => {
        simulator.setFaults({ rules: fault === undefined ? [] : [{ endpoint: BULK, fault }] });
        const response = await fetch(simulator.url + PAGE, {
          headers: {
            Authorization: `Bearer ${await logIn(simulator)}`,
            'Toast-Restaurant-External-ID': HARBOUR,
            'Accept-Encoding': encoding,
          },
        });
        expect(response.status).toBe(200);
        return response.text();
      };
      const whole = await bytesOf();
      const cut = await bytesOf({ page: 'malformed' });
      expect(whole.startsWith(cut)).toBe(true);
      expect(cut.length).toBe(Math.ceil(whole.length / 2));
      expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError);

      const garbled = await bytesOf({ page: 'garbled' });
      expect(garbled).toMatch(/^\[.*\]$/s);
      expect(() => JSON.parse(garbled) as unknown).toThrow(SyntaxError);

      expect(await bytesOf({ page: 'empty' })).toBe('');
      expect(JSON.parse(await bytesOf({ page: 'object' }))).toEqual({ results: JSON.parse(whole) });
      expect(await bytesOf()).toBe(whole);
    },
  );

  it('"empty" has no content encoding, even for a client that accepts gzip', async () => {
    const simulator = await startWith({ endpoint: BULK, fault: { page: 'empty' } });
    const response = await fetch(simulator.url + PAGE, {
      headers: {
        Authorization: `Bearer ${await logIn(simulator)}`,
        'Toast-Restaurant-External-ID': HARBOUR,
      },
    });
    expect(response.headers.get('content-length')).toBe('0');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('leaves an error answer unchanged', async () => {
    const simulator = await startWith({ endpoint: BULK, fault: { page: 'empty' } });
    const answer = await (await client(simulator))(BULK);
    expect(answer.body).toMatchObject({ status: 400 });
  });
});

describe('A delay fault', () => {
  it('delays the answer for the given time, which may then fail', async () => {
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    const rules: FaultRule[] = [
      { endpoint: BULK, every: 2, fault: { delayMs: 30_000 } },
      { endpoint: BULK, nth: 4, fault: { status: 504 } },
    ];
    const get = await client(await start({ sleep, faults: { rules } }));
    const statuses: number[] = [];
    for (let call = 0; call < 4; call++) statuses.push((await get(PAGE)).status);
    expect(statuses).toEqual([200, 200, 200, 504]);
    expect(slept).toEqual([30_000, 30_000]);
  });
});

describe("The fault set's clockOffset", () => {
  it("makes Toast's clock fast or slow, for the world and in the answers", async () => {
    const clock = new TestClock();
    const simulator = await start({
      now: undefined,
      wallClock: clock.now,
      faults: { clockOffset: '-PT5M' },
    });
    const slow = new Date(clock.ms - 300_000);
    expect(simulator.now()).toEqual(slow);
    const answer = await send(simulator, '/__clock');
    expect(answer.headers.date).toBe(slow.toUTCString());
    expect(answer.body).toEqual({ now: slow.toISOString() });
    simulator.setNow(NOW);
    expect(simulator.now()).toEqual(NOW);
    await simulator.clearFaults();
    expect(simulator.now()).toEqual(new Date(NOW.getTime() + 300_000));
  });
});

describe("A fault rule's chance", () => {
  it('fires at the same calls for the same seed, whatever other rules there are', async () => {
    const chance: FaultRule = { endpoint: BULK, chance: 0.4, fault: { status: 500 } };
    const other: FaultRule = { endpoint: RESTAURANTS, chance: 0.5, fault: { status: 500 } };
    const run = async (seed: number, rules: FaultRule[]) => {
      const simulator = await start({ seed, faults: { rules } });
      const get = await client(simulator);
      const statuses: number[] = [];
      for (let call = 0; call < 20; call++) {
        if (call % 3 === 0) await get(RESTAURANTS);
        statuses.push((await get(PAGE)).status);
      }
      return statuses;
    };
    const first = await run(1, [chance]);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run(1, [chance, other])).toEqual(first);
    expect(await run(2, [chance])).not.toEqual(first);
  });
});
