import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import LinkHeader from 'http-link-header';
import { afterEach, describe, expect, it } from 'vitest';
import { OrderLists } from '../src/endpoints/order-lists.js';
import {
  ALL_SCOPES,
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../src/start-simulator.js';
import { createWorld } from '../src/world/world.js';
import { definitionErrors } from './support/definitions.js';
import { login, send, type Answer, type LoginBody } from './support/harness.js';

const NOW = new Date('2026-01-14T18:00:00.000Z');
const WORLD = { seed: 11, restaurants: 2, from: '2026-01-01', to: '2026-01-14', ordersPerDay: 20 };
const WINDOW = 'startDate=2026-01-01T00%3A00%3A00.000Z&endDate=2026-01-20T00%3A00%3A00.000Z';
const PAGE = `/orders/v2/ordersBulk?${WINDOW}`;

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    ...WORLD,
    now: NOW,
    wallClock: () => NOW.getTime(),
    rateLimits: false,
    latencyMs: 0,
    ...options,
  });
  running.push(simulator);
  return simulator;
}

async function client(simulator: Simulator, restaurant = simulator.world.restaurants[0]?.guid) {
  const credentials = { clientId: DEMO_CLIENT_ID, clientSecret: DEMO_CLIENT_SECRET };
  const { token } = (await login(simulator, credentials)).body as LoginBody;
  const headers = {
    Authorization: `Bearer ${token.accessToken}`,
    'Toast-Restaurant-External-ID': restaurant ?? '',
  };
  return (target: string, more: Readonly<Record<string, string>> = {}) =>
    send(simulator, target, { headers: { ...headers, ...more } });
}

interface Order {
  readonly guid: string;
  readonly checks: readonly { readonly customer: unknown }[];
}

function orders(answer: Answer): readonly Order[] {
  return answer.body as Order[];
}

describe('A simulator that serves a seeded world', () => {
  it('pages through exactly the orders that the world lists, each equal to the order fetched by GUID', async () => {
    const simulator = await start();
    const { world } = simulator;
    for (const { guid } of world.restaurants) {
      const get = await client(simulator, guid);
      const read: Order[] = [];
      let next: string | undefined = PAGE;
      while (next !== undefined) {
        const answer = await get(next, { 'Accept-Encoding': 'gzip' });
        read.push(...orders(answer));
        next = LinkHeader.parse(answer.headers.link ?? '')
          .get('rel', 'next')[0]
          ?.uri.replace(simulator.url, '');
      }
      const keys = world.modifiedBetween(
        guid,
        Date.parse('2026-01-01T00:00:00Z'),
        Date.parse('2026-01-20T00:00:00Z'),
        NOW.getTime(),
      );
      expect(keys.length).toBeGreaterThan(200);
      expect(read.map((order) => order.guid)).toEqual(keys.map((key) => key.guid));
      const last = read.at(-1);
      expect((await get(`/orders/v2/orders/${last?.guid}`)).body).toEqual(last);
    }
  });

  it('sends the same bytes for the same seed, and others for another', async () => {
    const bytes = async (seed: number) =>
      (await (await client(await start({ seed })))(PAGE)).bytes.toString();
    const [first, second, other] = await Promise.all([bytes(11), bytes(11), bytes(12)]);
    expect(first.length).toBeGreaterThan(100_000);
    expect(second === first).toBe(true);
    expect(other === first).toBe(false);
  });

  it('shows changes once its clock has advanced', async () => {
    const simulator = await start();
    const get = await client(simulator);
    const since = `/orders/v2/ordersBulk?startDate=2026-01-14T18%3A00%3A00.001Z&endDate=2026-01-20T00%3A00%3A00.000Z`;
    expect(orders(await get(since))).toEqual([]);
    await send(simulator, '/__clock', { method: 'POST', body: { advance: 'P1D' } });
    expect(orders(await get(since)).length).toBeGreaterThan(5);
    const truth = (await send(simulator, '/__truth')).body;
    expect(truth).toEqual(simulator.world.truth(NOW.getTime() + 86_400_000));
  });

  it('hides guest data from a token without the scope', async () => {
    const guests = async (scopes: readonly string[]) =>
      orders(await (await client(await start({ scopes })))(PAGE))
        .flatMap(({ checks }) => checks)
        .filter(({ customer }) => customer !== null && customer !== undefined).length;
    expect(await guests(ALL_SCOPES)).toBeGreaterThan(0);
    expect(await guests(ALL_SCOPES.filter((scope) => scope !== 'guest.pi:read'))).toBe(0);
  });

  it('serves recorded orders with the first restaurant', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samples-'));
    const sample = {
      guid: 'a1b2c3d4-0000-4000-8000-000000000001',
      entityType: 'Order',
      businessDate: 20251201,
      openedDate: '2025-12-01T17:00:00.000+0000',
      modifiedDate: '2025-12-01T18:00:00.000+0000',
      checks: [],
    };
    await writeFile(join(folder, 'order-recorded.json'), JSON.stringify(sample));
    await writeFile(join(folder, 'payment.json'), '{"no": "order"}');
    const simulator = await start({ samplesDir: folder });
    await rm(folder, { recursive: true });

    const day = '/orders/v2/ordersBulk?businessDate=20251201';
    expect((await (await client(simulator))(day)).body).toEqual([sample]);
    const second = await client(simulator, simulator.world.restaurants[1]?.guid);
    expect((await second(day)).body).toEqual([]);
  });

  it('rejects invalid world options', async () => {
    await expect(start({ restaurants: 0 })).rejects.toThrow(RangeError);
    await expect(start({ from: 'yesterday' })).rejects.toThrow(RangeError);
  });
});

describe("The assumptions of the simulator's caches:", () => {
  const world = createWorld(WORLD);
  const guid = world.restaurants[0]?.guid ?? '';

  it('an order has the same content at all instants between two of its changes', () => {
    const versions = new Map<string, string>();
    let repeated = 0;
    for (let hour = 0; hour < 14 * 24; hour += 12) {
      const now = Date.parse('2026-01-02T00:00:00Z') + hour * 3_600_000;
      const keys = world.modifiedBetween(guid, 0, now + 1, now);
      for (const key of keys.filter((_, index) => index % 5 === 0)) {
        const version = `${key.guid} ${key.modifiedAt}`;
        const text = JSON.stringify(world.order(key, now));
        if (versions.has(version)) {
          expect(text === versions.get(version)).toBe(true);
          repeated += 1;
        }
        versions.set(version, text);
      }
    }
    expect(repeated).toBeGreaterThan(500);
  });

  it('a cached list equals the one that the world would make', () => {
    const lists = new OrderLists(world);
    const start = Date.parse('2026-01-03T00:00:00Z');
    const end = Date.parse('2026-01-05T00:00:00Z');
    for (let minute = 0; minute < 3 * 24 * 60; minute += 7) {
      const now = start + minute * 60_000;
      expect(lists.modifiedBetween(guid, start, end, now)).toEqual(
        world.modifiedBetween(guid, start, end, now),
      );
    }
  });
});

describe("Generated pages match Toast's definitions:", () => {
  it('pages of orders', async () => {
    const answer = await (await client(await start()))(PAGE);
    const errors = definitionErrors('orders', 'Order');
    expect(orders(answer)).toHaveLength(100);
    expect(orders(answer).flatMap((order) => errors(order))).toEqual([]);
  });

  it('partners and restaurants', async () => {
    const simulator = await start();
    const get = await client(simulator);
    const guid = simulator.world.restaurants[0]?.guid ?? '';
    const paged = (await get('/partners/v1/connectedRestaurants')).body;
    expect(definitionErrors('partners', 'PaginatedResponse')(paged)).toEqual([]);
    const info = (await get(`/restaurants/v1/restaurants/${guid}`)).body;
    expect(definitionErrors('restaurants', 'RestaurantInfo')(info)).toEqual([]);
  });
});
