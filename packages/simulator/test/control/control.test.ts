import { describe, expect, it } from 'vitest';
import { client, NOW, send, start, TestClock } from '../support/harness.js';

const CLOCK = '/__clock';

describe('The control endpoint /__clock', () => {
  it('is frozen until it is set or advanced', async () => {
    const clock = new TestClock();
    const simulator = await start({ wallClock: clock.now });
    const post = (body: unknown) => send(simulator, CLOCK, { method: 'POST', body });
    clock.ms += 1_000;
    expect((await send(simulator, CLOCK)).body).toEqual({ now: NOW.toISOString() });
    expect((await post({ advance: 'P3DT1H' })).body).toEqual({ now: '2026-01-23T01:00:00.000Z' });
    expect((await post({ now: '2026-02-01T00:00:00+02:00' })).body).toEqual({
      now: '2026-01-31T22:00:00.000Z',
    });
    expect((await post({ advance: 'P1M' })).body).toEqual({ now: '2026-02-28T22:00:00.000Z' });
    clock.ms += 1_000;
    expect(simulator.now()).toEqual(new Date('2026-02-28T22:00:00.000Z'));
    const answer = await send(simulator, CLOCK);
    expect(answer.headers.date).toBe('Sat, 28 Feb 2026 22:00:00 GMT');
  });

  it('runs with the wall clock when no instant was given, also after it was set', async () => {
    const clock = new TestClock();
    const simulator = await start({ now: undefined, wallClock: clock.now });
    expect(simulator.now().getTime()).toBe(clock.ms);
    clock.ms += 5_000;
    expect(simulator.now().getTime()).toBe(clock.ms);
    await send(simulator, CLOCK, { method: 'POST', body: { advance: 'PT1H' } });
    clock.ms += 5_000;
    expect(simulator.now().getTime()).toBe(clock.ms + 3_600_000);
  });

  it.each([
    {},
    null,
    { now: 'soon' },
    { advance: '3 days' },
    { now: NOW.toISOString(), advance: 'P1D' },
    { advance: 3 },
  ])('refuses %j', async (body) => {
    const simulator = await start();
    expect((await send(simulator, CLOCK, { method: 'POST', body })).status).toBe(400);
    expect(simulator.now()).toEqual(NOW);
  });
});

describe('The control endpoint /__truth', () => {
  it('returns what the world contains now', async () => {
    const simulator = await start();
    expect((await send(simulator, '/__truth')).body).toEqual(simulator.world.truth(NOW.getTime()));
    simulator.setNow(new Date('2026-01-10T12:00:00Z'));
    expect((await send(simulator, '/__truth')).body).toMatchObject({ counts: { orders: 2 } });
  });
});

describe('The control endpoint /__stats', () => {
  it('counts API requests and their bytes until it is reset', async () => {
    const simulator = await start();
    const get = await client(simulator);
    await send(simulator, '/__stats/reset', { method: 'POST' });
    const answer = await get('/partners/v1/restaurants', { 'Accept-Encoding': 'gzip' });
    const counted = {
      requests: { 'GET /partners/v1/restaurants': { 200: 1 } },
      logins: 0,
      bytes: answer.bytes.length,
    };
    expect((await send(simulator, '/__stats')).body).toEqual(counted);
    expect(simulator.stats()).toEqual(counted);
    const reset = await send(simulator, '/__stats/reset', { method: 'POST' });
    expect(reset.body).toEqual({ requests: {}, logins: 0, bytes: 0 });
    expect(simulator.requests()).toEqual([]);
  });
});
