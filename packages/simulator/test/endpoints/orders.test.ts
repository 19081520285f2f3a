import LinkHeader from 'http-link-header';
import { describe, expect, it } from 'vitest';
import { client, errorBody, start, type Answer } from '../support/harness.js';
import { BULK, bulk, iso, window } from '../support/orders-bulk.js';
import {
  EDITED_AT,
  EDITED_ORDER,
  HARBOUR,
  MAIN_STREET,
  MINUTE,
  OPENING,
  orderGuid,
} from '../support/small-world.js';

function guids(answer: Answer): string[] {
  return (answer.body as { guid: string }[]).map(({ guid }) => guid);
}

function expected(from: number, to: number, restaurant = MAIN_STREET): string[] {
  return Array.from({ length: to - from }, (_, index) => orderGuid(restaurant, from + index));
}

function links(answer: Answer): Record<string, string> {
  const refs = LinkHeader.parse(answer.headers.link ?? '').refs;
  return Object.fromEntries(refs.map(({ rel, uri }) => [rel, uri]));
}

describe('GET /ordersBulk by modification time', () => {
  it('includes the start, excludes the end, and answers with a bare array', async () => {
    const get = await client(await start());
    const answer = await get(bulk(window));
    expect(answer.status).toBe(200);
    expect(guids(answer)).toEqual(expected(10, 40));
    expect((answer.body as unknown[])[0]).toEqual({
      guid: orderGuid(MAIN_STREET, 10),
      entityType: 'Order',
      modifiedDate: '2026-01-10T12:10:00.000+0000',
      checks: [],
    });
  });

  it.each([
    ['2026-01-10T12:10:00.000Z', '2026-01-10T12:40:00.000Z'],
    ['2026-01-10T07:10:00.000-0500', '2026-01-10T17:55:00.000+0515'],
    ['2026-01-10T07:10:00.000-05:00', '2026-01-10T12:40:00.000-0000'],
  ])('reads offsets: from %s to %s', async (startDate, endDate) => {
    const get = await client(await start());
    expect(guids(await get(bulk({ startDate, endDate })))).toEqual(expected(10, 40));
  });

  it('pages through a window without losing or repeating an order', async () => {
    const simulator = await start();
    const get = await client(simulator);
    const whole = { startDate: iso(OPENING), endDate: iso(OPENING + 86_400_000), pageSize: 100 };
    const read: string[] = [];
    let next: string | undefined = bulk(whole);
    const seen: string[][] = [];
    while (next !== undefined) {
      const answer = await get(next.replace(simulator.url, ''));
      read.push(...guids(answer));
      seen.push(Object.keys(links(answer)));
      next = links(answer).next;
    }
    const keys = simulator.world.modifiedBetween(
      MAIN_STREET,
      OPENING,
      OPENING + 86_400_000,
      simulator.now().getTime(),
    );
    expect(read).toEqual(keys.map(({ guid }) => guid));
    expect(new Set(read).size).toBe(250);
    expect(read.at(-1)).toBe(orderGuid(MAIN_STREET, EDITED_ORDER));
    expect(seen).toEqual([
      ['first', 'self', 'next'],
      ['first', 'prev', 'self', 'next'],
      ['first', 'prev', 'self'],
    ]);
  });

  it('links to neighboring pages with absolute, encoded URLs', async () => {
    const simulator = await start();
    const get = await client(simulator);
    const answer = await get(bulk({ ...window, pageSize: 10, page: 2 }));
    const dates =
      'startDate=2026-01-10T12%3A10%3A00.000%2B0000&endDate=2026-01-10T12%3A40%3A00.000%2B0000';
    const at = (page: number) => `${simulator.url}${BULK}?${dates}&pageSize=10&page=${page}`;
    expect(links(answer)).toEqual({ first: at(1), prev: at(1), self: at(2), next: at(3) });
  });

  it('serves at most as many orders per page as it is told to', async () => {
    const get = await client(await start({ ordersPerPage: 12 }));
    const first = await get(bulk({ ...window, pageSize: 100 }));
    expect(guids(first)).toEqual(expected(10, 22));
    expect(links(first).next).toMatch(/&pageSize=12&page=2$/);
    expect(guids(await get(bulk({ ...window, page: 3 })))).toEqual(expected(34, 40));
    expect(guids(await get(bulk({ ...window, pageSize: 5 })))).toEqual(expected(10, 15));
  });

  it('has no next page when the last one is exactly full, and an empty array past the end', async () => {
    const get = await client(await start());
    const last = await get(bulk({ ...window, pageSize: 10, page: 3 }));
    expect(guids(last)).toEqual(expected(30, 40));
    expect(Object.keys(links(last))).toEqual(['first', 'prev', 'self']);
    const past = await get(bulk({ ...window, pageSize: 10, page: 4 }));
    expect(past.status).toBe(200);
    expect(past.body).toEqual([]);
    expect(Object.keys(links(past))).toEqual(['first', 'prev', 'self']);
  });

  it('has 100 orders per page by default', async () => {
    const get = await client(await start());
    const answer = await get(bulk({ ...window, endDate: iso(OPENING + 200 * MINUTE) }));
    expect(guids(answer)).toEqual(expected(10, 110));
    expect(links(answer).next).toContain('pageSize=100&page=2');
  });

  it('moves an edited order to the window of its edit, and never shows future changes', async () => {
    const simulator = await start({ now: new Date(EDITED_AT - 1) });
    const get = await client(simulator);
    const opened = bulk({ startDate: iso(OPENING), endDate: iso(OPENING + 10 * MINUTE) });
    const edited = bulk({ startDate: iso(EDITED_AT), endDate: iso(EDITED_AT + 1) });
    expect(guids(await get(opened))).toEqual(expected(0, 10));
    expect(guids(await get(edited))).toEqual([]);

    simulator.setNow(new Date(EDITED_AT));
    expect(guids(await get(opened))).toEqual([...expected(0, 7), ...expected(8, 10)]);
    const [order] = (await get(edited)).body as { guid: string; modifiedDate: string }[];
    expect(order?.guid).toBe(orderGuid(MAIN_STREET, EDITED_ORDER));
    expect(order?.modifiedDate).toBe(iso(EDITED_AT));

    simulator.setNow(new Date(OPENING + 3 * MINUTE));
    expect(guids(await get(opened))).toEqual(expected(0, 4));
  });

  it('returns only orders of the location in the header', async () => {
    const get = await client(await start());
    const params = bulk({ startDate: iso(OPENING), endDate: iso(OPENING + MINUTE * 60) });
    const answer = await get(params, { 'Toast-Restaurant-External-ID': HARBOUR.toUpperCase() });
    expect(guids(answer)).toEqual(expected(0, 3, HARBOUR));
  });
});

describe('GET /ordersBulk by business date', () => {
  it('returns the orders of the day', async () => {
    const get = await client(await start());
    const answer = await get(bulk({ businessDate: '20260110', pageSize: 100, page: 3 }));
    expect(answer.status).toBe(200);
    expect(guids(answer)).toHaveLength(50);
    expect(links(answer).next).toBeUndefined();
    expect((await get(bulk({ businessDate: '20260111' }))).body).toEqual([]);
  });

  it.each(['2026-01-10', '20260230', '202601100', ''])('refuses "%s"', async (businessDate) => {
    const answer = await (await client(await start()))(bulk({ businessDate }));
    const message = `businessDate is not a date as yyyymmdd: "${businessDate}"`;
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(errorBody(answer, 400, message));
  });
});

describe('GET /orders/{guid}', () => {
  it('returns the order as it is now', async () => {
    const get = await client(await start());
    const guid = orderGuid(MAIN_STREET, EDITED_ORDER);
    const answer = await get(`/orders/v2/orders/${guid.toUpperCase()}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      guid,
      entityType: 'Order',
      modifiedDate: iso(EDITED_AT),
      checks: [],
    });
  });

  it('refuses a malformed or unknown GUID, and orders of another restaurant', async () => {
    const get = await client(await start());
    const status = async (guid: string) => (await get(`/orders/v2/orders/${guid}`)).status;
    expect(await status('7ab295f6')).toBe(400);
    expect(await status(orderGuid(MAIN_STREET, 250))).toBe(404);
    expect(await status(orderGuid(HARBOUR, 0))).toBe(404);
  });
});
