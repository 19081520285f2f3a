import { describe, expect, it } from 'vitest';
import { ForbiddenError, TransientError } from '../../../src/errors.js';
import { ServerClock } from '../../../src/toast/server-clock.js';
import type { HttpResponse } from '../../../src/toast/transport.js';
import { errorOf } from '../../support/error-of.js';
import { scriptedClient } from '../../support/scripted-client.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

const startedAt = Date.UTC(2026, 2, 1);
const day = 24 * 60 * 60_000;

function at(serverTime: number, status = 200): HttpResponse {
  return {
    status,
    headers: new Headers({ 'toast-request-id': 'req-1' }),
    body: Buffer.from('[]'),
    serverTime,
    receivedAt: startedAt,
  };
}

describe('ServerClock', () => {
  it.each([
    [startedAt - day, true],
    [startedAt + day, true],
    [startedAt - day - 1000, false],
    [startedAt + day + 1000, false],
    [0, false],
    [8.64e15, false],
  ])('of Toast learns %i: %s', (serverTime, learns) => {
    const clock = new ServerClock(new VirtualRuntime(startedAt), false);
    expect(clock.learn(at(serverTime))).toBe(learns);
    expect(clock.now()).toBe(learns ? serverTime : startedAt);
    expect(clock.isOff).toBe(false);
  });

  it('of the simulator may have any time, and tells that it is off', () => {
    const clock = new ServerClock(new VirtualRuntime(startedAt), true);
    expect(clock.learn(at(startedAt - 300 * day))).toBe(true);
    expect([clock.now(), clock.isOff]).toEqual([startedAt - 300 * day, true]);
  });
});

describe('ToastClient: a response whose clock is more than a day off', () => {
  const retryPolicy = { attempts: 3, firstDelayMs: 1, maxDelayMs: 1 };
  const clientOf = (
    response: (count: number) => HttpResponse,
    baseUrl = 'https://a.example.com',
  ) => {
    let count = 0;
    const transport = async () => response((count += 1));
    const options = { transport, retryPolicy, baseUrl };
    return scriptedClient(() => ({ body: '' }), startedAt, options).client;
  };

  it('is requested again, and is an error that names both times', async () => {
    const client = clientOf(() => at(0));
    const error = await errorOf(client.get({ path: '/orders', restaurantId: 'r1' }));
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ endpoint: '/orders', restaurantId: 'r1', requestId: 'req-1' });
    expect(error.message).toContain('1970-01-01T00:00:00.000Z');
    expect(error.message).toContain('2026-03-01T00:00:00.000Z');
    expect(client.requests).toBe(3);
    expect(client.serverNow()).toBe(startedAt);
  });

  it('may be a single one', async () => {
    const client = clientOf((count) => at(count === 1 ? 0 : startedAt + 5_000));
    await client.get({ path: '/orders' });
    expect(client.serverNow()).toBe(startedAt + 5_000);
  });

  it('does not hide what Toast refuses', async () => {
    const client = clientOf(() => at(0, 403));
    expect(await errorOf(client.get({ path: '/orders' }))).toBeInstanceOf(ForbiddenError);
    expect(client.serverNow()).toBe(startedAt);
  });

  it('is accepted from the simulator', async () => {
    const client = clientOf(() => at(0), 'http://127.0.0.1:8080');
    await client.get({ path: '/orders' });
    expect([client.serverNow(), client.clockIsOff]).toEqual([0, true]);
  });
});
