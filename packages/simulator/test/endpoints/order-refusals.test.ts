import { describe, expect, it } from 'vitest';
import { client, errorBody, start } from '../support/harness.js';
import { BULK, bulk, iso, window } from '../support/orders-bulk.js';
import { OPENING } from '../support/small-world.js';

describe('GET /ordersBulk refuses', () => {
  const DAY = 86_400_000;
  const either = 'EITHER (startDate and endDate) OR businessDate is required';

  it.each([
    ['nothing', {}, either],
    ['a start without an end', { startDate: window.startDate }, either],
    ['an end without a start', { endDate: window.endDate }, either],
    ['both kinds', { ...window, businessDate: '20260110' }, either],
    ['half a range beside a date', { startDate: iso(OPENING), businessDate: '20260110' }, either],
    [
      'a start on the earliest day',
      { startDate: '2015-12-01T00:00:00.000+0000', endDate: '2015-12-02T00:00:00.000+0000' },
      'startDate must be after 2015-12-01T00:00:00.000+0000',
    ],
    [
      'an empty range',
      { startDate: iso(OPENING), endDate: iso(OPENING) },
      'endDate must be after startDate',
    ],
    [
      'a reversed range',
      { startDate: iso(OPENING), endDate: iso(OPENING - 1) },
      'endDate must be after startDate',
    ],
    [
      'more than 31 days',
      { startDate: iso(OPENING), endDate: iso(OPENING + 31 * DAY + 1) },
      'startDate and endDate must not be more than one month apart',
    ],
    ...['0', '101', '-1', '1.5', 'ten', ''].map((pageSize) => [
      `pageSize "${pageSize}"`,
      { ...window, pageSize },
      `pageSize must be a whole number from 1 to 100, not "${pageSize}"`,
    ]),
    [
      'page 0',
      { ...window, page: '0' },
      `page must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, not "0"`,
    ],
  ] as [string, Record<string, string>, string][])('%s', async (_, params, message) => {
    const answer = await (await client(await start()))(bulk(params));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(errorBody(answer, 400, message));
  });

  it.each([
    '2026-01-10T12:10:00Z',
    '2026-01-10T12:10:00.000000Z',
    '2026-01-10T12:10:00.000',
    '2026-02-30T12:10:00.000Z',
    '2026-01-10',
    '1768046400000',
  ])('the date %s', async (startDate) => {
    const answer = await (await client(await start()))(bulk({ ...window, startDate }));
    const message =
      'startDate is not an ISO 8601 timestamp with milliseconds and an offset, percent-encoded: ' +
      `"${startDate}"`;
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(errorBody(answer, 400, message));
  });

  it('a plus sign that was not percent-encoded', async () => {
    const get = await client(await start());
    const answer = await get(`${BULK}?startDate=${window.startDate}&endDate=${window.endDate}`);
    expect(answer.status).toBe(400);
  });

  it('no range of exactly 31 days, and none that starts a millisecond after the earliest day', async () => {
    const get = await client(await start());
    const endDate = iso(OPENING + 31 * DAY);
    expect((await get(bulk({ startDate: iso(OPENING), endDate }))).status).toBe(200);
    const early = { startDate: '2015-12-01T00:00:00.001Z', endDate: '2015-12-02T00:00:00.000Z' };
    expect((await get(bulk(early))).body).toEqual([]);
  });

  it('a token without orders:read', async () => {
    const get = await client(await start({ scopes: ['restaurants:read'] }));
    const answer = await get(bulk(window));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      errorBody(answer, 403, 'The access token lacks the scope orders:read'),
    );
  });
});
