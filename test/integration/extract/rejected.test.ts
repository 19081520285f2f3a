import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { dropIdentifier } from '../../../src/extract/fetch/privacy/guest-hash.js';
import { redactGuests } from '../../../src/extract/fetch/privacy/redact-guests.js';
import type { Unit } from '../../../src/extract/plan/plan.js';
import { employees } from '../../../src/resources/labor.js';
import { loadRejections } from '../../../src/warehouse/state/rejected.js';
import { createRawTables } from '../../../src/warehouse/raw/raw-table.js';
import { openTarget, restaurantOf, schedule, unit, type Target } from './support/units.js';

let target: Target;

beforeEach(async () => {
  target = await openTarget();
  await createRawTables(target.connection, [employees.name]);
});

const allEmployees: Unit = {
  ...{ restaurantId: 'r1', resource: employees, delayMs: 0, openEnded: false },
  window: { start: 0, end: 0 },
};

const read = async (page: string | Buffer, units: readonly Unit[] = [unit('r1', 0)]) => {
  const body = Buffer.isBuffer(page) ? page : Buffer.from(page);
  const { entries, requests } = await schedule(target, units, () => ({ body }));
  return { statuses: entries.map(({ status }) => status), requests: requests.length };
};

const rejected = async () =>
  (await loadRejections(target.connection)).map(({ resource, id, reason }) => [
    resource,
    id,
    reason,
  ]);

const loaded = async (table = 'orders') =>
  (
    await target.connection.all(
      `select id, removed_at is not null as removed from raw_toast.${table} order by all`,
    )
  ).map(({ id, removed }) => (removed ? `${String(id)} removed` : id));

const list = (...entities: string[]) => `[${entities.join()}]`;
const order = (guid: string, hour = 0, more = '') =>
  `{"guid":"${guid}","modifiedDate":"1970-01-01T0${hour}:00:00.000+0000"${more}}`;
const broken = (guid: string) => order(guid, 1, ',"tax":NaN');

describe('a broken entity', () => {
  it('is set aside: the others are loaded, the window counts as read, and it is named', async () => {
    expect(await read(list(order('a'), broken('b'), order('c')))).toEqual({
      statuses: ['done'],
      requests: 1,
    });
    expect(await loaded()).toEqual(['a', 'c']);
    expect(await loadRejections(target.connection)).toMatchObject([
      {
        ...{ restaurantId: 'r1', resource: 'orders', id: 'b' },
        reason: 'contains NaN or Infinity, which are not JSON',
        windowStart: '1970-01-01T00:00:00.000Z',
        windowEnd: '1970-01-02T00:00:00.000Z',
      },
    ]);
    const [row] = await target.connection.all(
      'select base64(payload) as payload, first_seen = last_seen as once from toast_meta.rejected',
    );
    expect(gunzipSync(Buffer.from(String(row?.payload), 'base64')).toString()).toBe(broken('b'));
    expect(row?.once).toBe(true);
  });

  it.each([
    ['has no guid', '{"id":"x"}', null, 2],
    ['has a guid that is not a text', '{"guid":{"guid":"x"}}', null, 2],
    ['is not valid JSON', '{"guid":"x","t":tru}', 'x', 3],
    ['is not an object', 'null', null, 2],
  ])(
    '%s: its page is fetched again only where that can help',
    async (reason, entity, id, requests) => {
      expect(await read(list(order('a'), entity, order('c')))).toEqual({
        statuses: ['done'],
        requests,
      });
      expect(await loaded()).toEqual(['a', 'c']);
      expect(await rejected()).toEqual([['orders', id, reason]]);
    },
  );

  it.each([
    ['a lone surrogate', '"no onions \\ud83d"', 'no onions \ufffd'],
    ['a byte that is not UTF-8', '"caf\xe9"', 'caf\ufffd'],
    ['a raw NUL', '"a\0b"', 'a\ufffdb'],
  ])('is repaired and loaded: %s', async (_, value, text) => {
    const page = Buffer.from(list(order('a'), order('b', 1, `,"externalId":${value}`)), 'latin1');
    expect((await read(page)).statuses).toEqual(['done']);
    expect(await rejected()).toEqual([]);
    expect(
      await target.connection.all(
        `select payload ->> '$.externalId' as text from raw_toast.orders where id = 'b'`,
      ),
    ).toEqual([{ text }]);
  });

  it('is no longer rejected once a later version is loaded, in whatever window', async () => {
    await read(list(order('a'), broken('b')));
    await read(list(order('a', 2)), [unit('r1', 1)]);
    expect(await rejected()).toHaveLength(1);
    await read(list(order('b', 3)), [unit('r1', 2)]);
    expect(await rejected()).toEqual([]);
    expect(await loaded()).toEqual(['a', 'b']);
  });

  it('is no longer rejected when its window is read again and it is not there', async () => {
    await read(list(order('a'), broken('b'), '{"id":"x"}'));
    expect(await rejected()).toHaveLength(2);
    await read(list(order('a'), '{"id":"x"}'));
    expect(await rejected()).toEqual([['orders', null, 'has no guid']]);
    await read(list(order('a'), '{"id":"y"}'));
    expect(await rejected()).toEqual([['orders', null, 'has no guid']]);
    await read(list(order('a')));
    expect(await rejected()).toEqual([]);
  });

  it('is no longer rejected when other windows have read all of its window again', async () => {
    const twoDays = { ...unit('r1', 0), window: { start: 0, end: unit('r1', 1).window.end } };
    await read(list(order('a'), '{"id":"x"}'), [twoDays]);
    await read(list(order('a')), [unit('r1', 0)]);
    expect(await rejected()).toHaveLength(1);
    await read(list(), [unit('r1', 1)]);
    expect(await rejected()).toEqual([]);
  });

  it('keeps when it was first seen, and stays rejected while other restaurants load that id', async () => {
    await read(list(broken('b')));
    await target.connection.run(
      `update toast_meta.rejected set first_seen = '1970-01-01', last_seen = '1970-01-01'`,
    );
    await schedule(target, [unit('r1', 0), unit('r2', 0)], (request) => ({
      body: list(restaurantOf(request) === 'r1' ? broken('b') : order('b')),
    }));
    const [row, ...others] = await loadRejections(target.connection);
    expect(row).toMatchObject({ restaurantId: 'r1', firstSeen: '1970-01-01T00:00:00.000Z' });
    expect(row?.lastSeen.startsWith('2026')).toBe(true);
    expect(others).toEqual([]);
  });

  it('is not marked as removed, but others that are no longer listed are', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((guid) => `{"guid":"${guid}"}`) as [
      string,
      string,
      string,
    ];
    await read(list(a, b, c), [allEmployees]);
    await read(list(a, '{"guid":"b","wage":NaN}'), [allEmployees]);
    expect(await loaded('employees')).toEqual(['a', 'b', 'c removed']);
    await read(list(b, c), [allEmployees]);
    expect(await loaded('employees')).toEqual(['a removed', 'b', 'c']);
    expect(await rejected()).toEqual([]);
    /* It may be any of them. */
    await read(list(a, '{"name":"b"}'), [allEmployees]);
    expect(await loaded('employees')).toEqual(['a', 'b', 'c']);
  });

  it('is met again when nothing else has changed', async () => {
    const page = list('{"guid":"a"}', '{"guid":"b","wage":NaN}');
    await read(page, [allEmployees]);
    await target.connection.run(`update toast_meta.rejected set last_seen = '1970-01-01'`);
    await read(page, [allEmployees]);
    const [row] = await loadRejections(target.connection);
    expect(row?.lastSeen.startsWith('2026')).toBe(true);
  });
});

it('an answer with more than a hundred broken entities fails its window', async () => {
  const many = Array.from({ length: 101 }, (_, i) => `{"id":${i}}`);
  expect((await read(list(order('a'), ...many))).statuses).toEqual(['failed']);
  expect(await loaded()).toEqual([]);
  expect(await rejected()).toEqual([]);
});

it('a broken order is stored without guest data that may not be stored, or without its bytes', async () => {
  const guest = (more: string) => `,"checks":[{"customer":{"email":"ann@example.com"${more}}}]`;
  const depth = 20_000;
  const nested = `${'{"modifiers":['.repeat(depth)}${']}'.repeat(depth)}`;
  const page = list(
    order('a', 0, guest('')),
    order('b', 0, guest(',"x":NaN')),
    order('c', 0, guest(',"x":tru')),
    order('d', 0, `${guest('').slice(0, -2)},"selections":[${nested}]}]`),
  );
  await schedule(target, [unit('r1', 0)], () => ({ body: page }), {
    redactGuests: (json, rules) => redactGuests(json, rules, dropIdentifier),
  });
  expect(await loaded()).toEqual(['a']);
  const rows = await target.connection.all(
    'select id, reason, base64(payload) as payload from toast_meta.rejected order by id',
  );
  const bytes = rows.map(({ payload }) =>
    payload === null ? null : gunzipSync(Buffer.from(String(payload), 'base64')).toString(),
  );
  expect(rows.map(({ id, reason }) => [id, reason])).toEqual([
    ['b', 'contains NaN or Infinity, which are not JSON'],
    ['c', 'is not valid JSON'],
    ['d', 'is nested too deeply to remove guest data'],
  ]);
  expect(bytes).toEqual([
    order('b', 0, guest(',"x":NaN').replace('"ann@example.com"', 'null').replace('NaN', 'null')),
    null,
    null,
  ]);
});

it('a file of an earlier version has no rejected entities', async () => {
  await target.connection.run('drop table toast_meta.rejected');
  expect(await loadRejections(target.connection)).toEqual([]);
});
