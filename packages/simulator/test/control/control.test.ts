import { describe, expect, it } from 'vitest';
import { client, NOW, send, start, TestClock } from '../support/harness.js';
import { openRaw, rawRequest, statusesIn } from '../support/raw-request.js';
import { MAIN_STREET, orderGuid, smallWorld } from '../support/small-world.js';

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
    { advance: null },
    { advance: ['P1D'] },
    { advance: { days: 1 } },
    { advance: 'NaN' },
    { advance: 'PNaND' },
    { advance: '-P1D' },
    { advance: 'P1DT-48H' },
    { advance: 'P1000000Y' },
    { advance: 'P99999999999999999999D' },
    { advance: `P${'9'.repeat(400)}D` },
    { now: 1_770_000_000_000 },
    { now: '' },
    { now: '2026-02-30T00:00:00Z' },
    { now: '1969-12-31T23:59:59Z' },
    { now: '2200-01-01T00:00:00Z' },
    { now: '+275760-09-13T00:00:00Z' },
    [],
    'P1D',
  ])('refuses %j', async (body) => {
    const simulator = await start();
    const post = (value: unknown) =>
      send(simulator, CLOCK, { method: 'POST', body: JSON.stringify(value) });
    expect((await post(body)).status).toBe(400);
    expect(simulator.now()).toEqual(NOW);
    expect((await send(simulator, CLOCK)).body).toEqual({ now: NOW.toISOString() });
    expect((await post({ advance: 'P1D' })).body).toEqual({ now: '2026-01-21T00:00:00.000Z' });
  });

  it('counts every one of the advances that arrive at the same time', async () => {
    const simulator = await start();
    const advance = { method: 'POST', body: { advance: 'PT1M' } };
    await Promise.all(Array.from({ length: 20 }, () => send(simulator, CLOCK, advance)));
    expect(simulator.now()).toEqual(new Date(NOW.getTime() + 20 * 60_000));
  });

  it('stays within its range, whoever sets it', async () => {
    const simulator = await start();
    for (const bad of ['x', '1969-12-31T23:59:59Z', '2200-01-01T00:00:00Z']) {
      expect(() => simulator.setNow(new Date(bad))).toThrow(RangeError);
      await expect(start({ now: new Date(bad) })).rejects.toThrow(RangeError);
    }
    expect(simulator.now()).toEqual(NOW);
    simulator.setNow(new Date(0));
    expect((await send(simulator, CLOCK)).body).toEqual({ now: '1970-01-01T00:00:00.000Z' });
  });
});

describe('A control request', () => {
  it('happens when its body has arrived, after what happened before', async () => {
    const world = smallWorld();
    const edits: number[] = [];
    const edit: typeof world.edit = (...change) => edits.push(change[3]) > 0;
    const simulator = await start({}, { ...world, edit });
    const text = JSON.stringify({ restaurantGuid: MAIN_STREET, guid: orderGuid(MAIN_STREET, 1) });
    const length = `Content-Length: ${text.length}`;
    const { socket, received } = openRaw(simulator);
    // The server has the head of the request when it asks for the body.
    const head = rawRequest('POST /__orders', ['Host: localhost', length, 'Expect: 100-continue']);
    socket.write(head);
    await new Promise((resolve) => socket.once('data', resolve));
    const later = new Date(NOW.getTime() + 86_400_000);
    simulator.setNow(later);
    socket.write(text);
    expect(statusesIn(await received)).toEqual([100, 200]);
    expect(edits).toEqual([later.getTime()]);
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
