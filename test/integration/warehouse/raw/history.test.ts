import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pruneHistory } from '../../../../src/warehouse/raw/history.js';
import { createRawTables } from '../../../../src/warehouse/raw/raw-table.js';
import type { DeletionScope, EntityShape } from '../../../../src/warehouse/raw/restaurant-pages.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { errorOf } from '../../../support/error-of.js';
import { loadPages, noon, openOrders } from '../support/orders.js';

const hour = 3_600_000;
const items: EntityShape = { table: 'menu_items', idPath: '$.guid', history: 'different' };
const orders: EntityShape = { table: 'orders', idPath: '$.guid', modifiedPath: '$.modifiedDate' };

let connection: Connection;

beforeEach(async () => {
  connection = await openOrders();
  await createRawTables(connection, ['menu_items']);
});

/* Loads a complete list of items, `hours` after noon; each load is a run of its own. */
const list = (hours: number, page: readonly object[] | string, deletionScope: DeletionScope = {}) =>
  loadPages(
    connection,
    [page],
    { at: noon + hours * hour, runId: `run ${hours}`, deletionScope },
    items,
  );

const burger = { guid: 'burger', name: 'Burger', price: 12 };
const at = (hours: number) => new Date(noon + hours * hour).toISOString().replace('.000Z', 'Z');

const versions = (table = 'menu_items') =>
  connection.all(
    `select id, payload ->> '$.name' as name,
      strftime(valid_from, '%Y-%m-%dT%H:%M:%SZ') as valid_from,
      strftime(valid_to, '%Y-%m-%dT%H:%M:%SZ') as valid_to,
      run_id
    from raw_toast_history.${table} order by id, valid_from`,
  );

describe('a version that is replaced', () => {
  it('is kept, from when it was first seen until it was replaced', async () => {
    await list(0, [burger]);
    await list(1, [{ ...burger, name: 'Cheeseburger' }]);
    await list(2, [{ ...burger, name: 'Cheeseburger' }]);
    await list(3, [{ ...burger, name: 'Big burger' }]);
    expect(await versions()).toEqual([
      { id: 'burger', name: 'Burger', valid_from: at(0), valid_to: at(1), run_id: 'run 1' },
      { id: 'burger', name: 'Cheeseburger', valid_from: at(1), valid_to: at(3), run_id: 'run 3' },
    ]);
    expect(await connection.all('select extracted_at from raw_toast.menu_items')).toEqual([
      { extracted_at: new Date(noon + 3 * hour).toISOString() },
    ]);
  });

  it('makes none if only the order of keys and the notation of numbers differ', async () => {
    await list(0, '[{"guid":"a","name":"A","x":[{"b":1,"c":{"d":2,"e":"1.0"}}]}]');
    const counts = await list(1, '[{"x":[{"c":{"e":"1.0","d":2.0},"b":1}],"name":"A","guid":"a"}]');
    expect(counts).toMatchObject({ read: 1, updated: 0 });
    expect(await versions()).toEqual([]);
  });

  it.each([
    ['a list in another order', '[1,2]', '[2,1]'],
    ['an empty list for an empty object', '[]', '{}'],
    ['a text for a number', '"1"', '1'],
    ['a null for a missing value', '{"a":null}', '{}'],
    ['another value under the same key', '{"a":{"b":1}}', '{"a":{"b":2}}'],
  ])('is kept for %s', async (_, before, after) => {
    await list(0, `[{"guid":"a","x":${before}}]`);
    expect(await list(1, `[{"guid":"a","x":${after}}]`)).toMatchObject({ updated: 1 });
    expect(await versions()).toHaveLength(1);
  });

  it("has Toast's modification time beside it", async () => {
    const modified = (text: string) => ({ guid: 'a', modifiedDate: text });
    const shape: EntityShape = { ...orders, history: 'different' };
    await loadPages(connection, [[modified('2026-03-01T01:00:00.000+0000')]], {}, shape);
    await loadPages(connection, [[modified('2026-03-01T02:00:00.000+0000')]], {}, shape);
    expect(await connection.all('select modified_at from raw_toast_history.orders')).toEqual([
      { modified_at: '2026-03-01T01:00:00.000Z' },
    ]);
  });

  it('is not kept if the resource keeps none', async () => {
    await loadPages(connection, [[{ guid: 'a' }]], {}, orders);
    await loadPages(connection, [[{ guid: 'a', note: 'new' }]], {}, orders);
    expect(await versions('orders')).toEqual([]);
  });

  it('is kept only if it was modified where equal times mean the same version', async () => {
    const shape: EntityShape = { ...orders, history: 'earlier' };
    const order = (hours: number, name: string) => ({
      ...{ guid: 'a', name },
      modifiedDate: `2026-03-01T0${hours}:00:00.000+0000`,
    });
    await loadPages(connection, [[order(1, 'Guest')]], {}, shape);
    await loadPages(connection, [[order(1, 'redacted')]], {}, shape);
    await loadPages(connection, [[order(2, 'redacted')]], {}, shape);
    expect(await versions('orders')).toMatchObject([{ name: 'redacted' }]);
  });
});

describe('an entity that is no longer listed', () => {
  it('keeps its last version until then, and has a new one from when it returns', async () => {
    await list(0, [burger]);
    await list(2, []);
    await list(3, []);
    expect(await versions()).toMatchObject([{ valid_from: at(0), valid_to: at(2) }]);
    await list(4, [burger]);
    expect(await versions()).toMatchObject([{ valid_from: at(0), valid_to: at(2) }]);
    await list(5, []);
    expect(await versions()).toMatchObject([
      { valid_from: at(0), valid_to: at(2), run_id: 'run 2' },
      { valid_from: at(4), valid_to: at(5), run_id: 'run 5' },
    ]);
  });

  it('keeps no version while it is listed although it was left out of the pages', async () => {
    await list(0, [burger]);
    await list(1, [], { except: ['burger'] });
    expect(await versions()).toEqual([]);
  });

  it('is in the history of a database from before there was one', async () => {
    await list(0, [burger]);
    await list(1, []);
    await connection.run('drop table raw_toast_history.menu_items');
    await createRawTables(connection, ['menu_items']);
    expect(await versions()).toMatchObject([
      { name: 'Burger', valid_from: at(1), valid_to: at(1) },
    ]);
    await createRawTables(connection, ['menu_items']);
    expect(await versions()).toHaveLength(1);
  });
});

describe('a failing statement', () => {
  const current = () =>
    connection.all("select payload ->> '$.price' as price from raw_toast.menu_items");

  it('in the raw table leaves no version in the history', async () => {
    await list(0, [burger]);
    const run = connection.run.bind(connection);
    vi.spyOn(connection, 'run').mockImplementation((sql, parameters) =>
      sql.startsWith('insert into raw_toast."menu_items"')
        ? Promise.reject(new Error('disk full'))
        : run(sql, parameters),
    );
    expect((await errorOf(list(1, [{ ...burger, price: 13 }]))).message).toBe('disk full');
    expect(await versions()).toEqual([]);
    expect(await current()).toEqual([{ price: '12' }]);
  });

  it.each([[[{ ...burger, price: 13 }]], [[]]])(
    'in the history leaves the raw table as it was (%#)',
    async (page) => {
      await list(0, [burger]);
      await connection.run('drop table raw_toast_history.menu_items');
      expect((await errorOf(list(1, page))).message).toContain('does not exist');
      expect(await current()).toEqual([{ price: '12' }]);
    },
  );
});

it('pruneHistory deletes what was superseded before an instant', async () => {
  await list(0, [burger]);
  await list(1, [{ ...burger, price: 13 }]);
  await list(3, [{ ...burger, price: 14 }]);
  await pruneHistory(connection, ['menu_items'], noon + 2 * hour);
  expect(await versions()).toMatchObject([{ valid_from: at(1), valid_to: at(3) }]);
});
