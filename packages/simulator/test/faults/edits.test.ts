import LinkHeader from 'http-link-header';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Fault, FaultRule } from '../../src/faults/fault-set.js';
import type { Truth } from '../../src/world/contract/world.js';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
} from '../../src/start-simulator.js';
import { client, login, send, start, type Answer, type LoginBody } from '../support/harness.js';
import { HARBOUR, MAIN_STREET, orderGuid } from '../support/small-world.js';

const BULK = '/orders/v2/ordersBulk';
const NOW = new Date('2026-01-10T18:00:00.000Z');
const WINDOW = 'startDate=2026-01-01T00%3A00%3A00.000Z&endDate=2026-01-10T00%3A00%3A00.000Z';
const PAGE = `${BULK}?${WINDOW}`;

interface Order {
  readonly guid: string;
  readonly numberOfGuests: number;
  readonly modifiedDate: string;
}

const ordersOf = (answer: Answer) => answer.body as readonly Order[];
const guidsOf = (answer: Answer) => ordersOf(answer).map(({ guid }) => guid);

async function realWorld(rules: readonly FaultRule[] = []) {
  const simulator = await startSimulator({
    seed: 3,
    restaurants: 2,
    from: '2026-01-01',
    to: '2026-01-09',
    ordersPerDay: 6,
    ordersPerPage: 10,
    now: NOW,
    rateLimits: false,
    latencyMs: 0,
    faults: { rules },
  });
  onTestFinished(() => simulator.close());
  const [restaurant] = simulator.world.restaurants;
  const guid = restaurant?.guid as string;
  const credentials = { clientId: DEMO_CLIENT_ID, clientSecret: DEMO_CLIENT_SECRET };
  const { token } = (await login(simulator, credentials)).body as LoginBody;
  const headers = {
    Authorization: `Bearer ${token.accessToken}`,
    'Toast-Restaurant-External-ID': guid,
  };
  const get = (target: string) => send(simulator, target, { headers });
  return { simulator, guid, get };
}

/** Follows the links of a window from its first page on. */
async function pagesOf(get: (target: string) => Promise<Answer>): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let next: string | undefined = PAGE; next !== undefined;) {
    const answer: Answer = await get(next);
    pages.push(answer);
    const [link] = LinkHeader.parse(answer.headers.link ?? '').rel('next');
    const url = link && new URL(link.uri);
    next = url && url.pathname + url.search;
  }
  return pages;
}

const truthOf = async (simulator: Simulator) => (await send(simulator, '/__truth')).body;

describe('The fault "edit" while a window of orders is paged', () => {
  it.each<[NonNullable<Fault['edit']>, number]>([
    ['first', 0],
    ['last', -1],
    ['lastOfPreviousPage', 9],
    ['firstOfThisPage', 10],
  ])('"%s" moves an order out of the window before the page is made', async (edit, index) => {
    const plain = await realWorld();
    const before = (await pagesOf(plain.get)).flatMap(guidsOf);
    const rule: FaultRule = { query: { page: '2' }, times: 1, fault: { edit } };
    const { simulator, get } = await realWorld([rule]);
    const first = guidsOf(await get(`${PAGE}&page=1`));
    const second = guidsOf(await get(`${PAGE}&page=2`));
    const edited = before.at(index) as string;
    const left = before.filter((guid) => guid !== edited);
    expect(first).toEqual(before.slice(0, 10));
    expect(second).toEqual(left.slice(10, 20));
    expect((await pagesOf(get)).flatMap(guidsOf)).toEqual(left);

    const later = 'startDate=2026-01-10T17%3A59%3A59.000Z&endDate=2026-01-10T18%3A00%3A01.000Z';
    const [after] = ordersOf(await get(`${BULK}?${later}`));
    const old = (await plain.get(`/orders/v2/orders/${edited}`)).body as Order;
    expect(after).toEqual({
      ...old,
      numberOfGuests: old.numberOfGuests + 1,
      modifiedDate: '2026-01-10T18:00:00.000+0000',
    });
    expect((await get(`/orders/v2/orders/${edited}`)).body).toEqual(after);
    expect(simulator.faults().rules).toMatchObject([{ fired: 1 }]);
  });

  it('"random" edits an order of the window, the same one for the same seed, and the truth includes the edit', async () => {
    const rule: FaultRule = { times: 3, fault: { edit: 'random' } };
    const run = async () => {
      const { simulator, get } = await realWorld([rule]);
      const before = simulator.world.truth(NOW.getTime());
      const left = (await pagesOf(get)).length + (await pagesOf(get)).flatMap(guidsOf).length;
      const later = 'startDate=2026-01-10T17%3A59%3A59.000Z&endDate=2026-01-10T18%3A00%3A01.000Z';
      const edited = guidsOf(await get(`${BULK}?${later}`));
      return { left, edited, before, truth: await truthOf(simulator) };
    };
    const [one, two] = await Promise.all([run(), run()]);
    expect(one.edited).toHaveLength(3);
    expect(two).toEqual(one);
    const guests = ({ sums }: Truth) => Number(sums['orders']?.['number_of_guests']);
    const truth = one.truth as Truth;
    expect(truth.counts).toEqual(one.before.counts);
    expect(guests(truth)).toBe(guests(one.before) + 3);
  });

  it('edits nothing in an empty window and leaves the answer unchanged', async () => {
    const { simulator, get } = await realWorld([{ fault: { edit: 'lastOfPreviousPage' } }]);
    const plain = await realWorld();
    expect((await get(PAGE)).bytes).toEqual((await plain.get(PAGE)).bytes);
    expect((await get(BULK)).status).toBe(400);
    expect((await get('/labor/v1/jobs')).status).toBe(200);
    expect(simulator.faults().rules).toMatchObject([{ calls: 2, fired: 2 }]);
  });
});

describe('POST /__orders', () => {
  const post = (simulator: Simulator, body: unknown) =>
    send(simulator, '/__orders', { method: 'POST', body });

  it('edits an order permanently, by one more guest or by the given change', async () => {
    const { simulator, guid: restaurantGuid, get } = await realWorld();
    const [order, other] = ordersOf(await get(PAGE)) as [Order, Order];
    const edited = await post(simulator, { restaurantGuid, guid: order.guid });
    expect(edited.body).toEqual({
      ...order,
      numberOfGuests: order.numberOfGuests + 1,
      modifiedDate: '2026-01-10T18:00:00.000+0000',
    });
    expect((await post(simulator, { restaurantGuid, guid: order.guid })).status).toBe(409);

    simulator.setNow(new Date('2026-01-10T18:00:01.000Z'));
    const change = { source: 'Kiosk', deleted: true };
    const again = await post(simulator, { restaurantGuid, guid: order.guid, change });
    expect(again.body).toMatchObject({ ...change, numberOfGuests: order.numberOfGuests + 1 });
    expect(simulator.editOrder(restaurantGuid, other.guid, { source: 'API' })).toBe(true);
    expect((await get(`/orders/v2/orders/${other.guid}`)).body).toEqual({
      ...other,
      source: 'API',
      modifiedDate: '2026-01-10T18:00:01.000+0000',
    });
    expect(guidsOf(await get(PAGE))).not.toContain(other.guid);
  });

  it.each([
    ['no order', 404, { guid: '00000000-0000-4000-8000-000000000000' }],
    ['no restaurant', 400, { restaurantGuid: 'x', guid: 'y' }],
    ['what finds the order', 400, { change: { businessDate: 20260101 } }],
    ['what is no object', 400, { change: ['voided'] }],
    ['another key', 400, { changes: {} }],
  ])('refuses %s', async (_, status, body) => {
    const { simulator, guid: restaurantGuid, get } = await realWorld();
    const [order] = ordersOf(await get(PAGE));
    const answer = await post(simulator, { restaurantGuid, guid: order?.guid, ...body });
    expect(answer.status).toBe(status);
    expect(ordersOf(await get(PAGE))[0]).toEqual(order);
  });
});

describe('The page fault "twice"', () => {
  const target = `${BULK}?businessDate=20260110&pageSize=60`;

  it('repeats a page as the next one and moves all later ones on', async () => {
    const rule: FaultRule = { query: { page: '2' }, nth: 1, fault: { page: 'twice' } };
    const simulator = await start({ faults: { rules: [rule] } });
    const get = await client(simulator);
    const page = async (number: number) => {
      const { body, headers } = await get(`${target}&page=${number}`);
      const [next] = LinkHeader.parse(headers.link ?? '').rel('next');
      return [guidsIn(body), next && new URL(next.uri).searchParams.get('page')];
    };
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, k) => orderGuid(MAIN_STREET, from + k));
    // All but order 7, which was edited later and comes last.
    const orders = [...numbered(0, 7), ...numbered(8, 250), orderGuid(MAIN_STREET, 7)];
    expect(await page(1)).toEqual([orders.slice(0, 60), '2']);
    expect(await page(2)).toEqual([orders.slice(60, 120), '3']);
    expect(await page(3)).toEqual([orders.slice(60, 120), '4']);
    expect(await page(4)).toEqual([orders.slice(120, 180), '5']);
    expect(await page(5)).toEqual([orders.slice(180, 240), '6']);
    expect(await page(6)).toEqual([orders.slice(240), undefined]);
    expect(guidsIn((await get(`${BULK}?businessDate=20260110&page=3`)).body)).toHaveLength(50);

    await simulator.clearFaults();
    expect(await page(3)).toEqual([orders.slice(120, 180), '4']);
  });

  it('repeats the only page of a window', async () => {
    const simulator = await start({ faults: { rules: [{ times: 1, fault: { page: 'twice' } }] } });
    const get = await client(simulator);
    const harbour = { 'Toast-Restaurant-External-ID': HARBOUR };
    const first = await get(`${BULK}?businessDate=20260110&pageSize=3`, harbour);
    const second = await get(`${BULK}?businessDate=20260110&pageSize=3&page=2`, harbour);
    expect(first.headers.link).toContain('rel="next"');
    expect(second.bytes).toEqual(first.bytes);
    expect(second.headers.link).not.toContain('rel="next"');
  });
});

const guidsIn = (body: unknown): string[] => (body as Order[]).map(({ guid }) => guid);
