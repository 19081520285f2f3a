import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import {
  loadNotes,
  loadPages,
  noon,
  openOrders,
  order,
  type LoadRequest,
} from '../support/orders.js';

let connection: Connection;

beforeEach(async () => {
  connection = await openOrders();
});

const load = (...request: LoadRequest) => loadPages(connection, ...request);

describe('upsertPages', () => {
  it('inserts new entities with their keys, times and run', async () => {
    expect(await load([[order('a', 1)], [order('b', 2)]])).toMatchObject({
      read: 2,
      inserted: 2,
      updated: 0,
    });
    expect(
      await connection.all('select * exclude (payload) from raw_toast.orders order by id limit 1'),
    ).toEqual([
      {
        restaurant_id: 'r1',
        id: 'a',
        modified_at: '2026-03-01T01:00:00.000Z',
        extracted_at: '2026-03-01T12:00:00.000Z',
        run_id: 'run',
        removed_at: null,
      },
    ]);
  });

  it('updates entities that are newer, or equally new and different, and no others', async () => {
    await load([
      [
        order('newer', 2, 'old'),
        order('same time', 2, 'old'),
        order('same', 2, 'old'),
        order('older', 2, 'old'),
      ],
    ]);
    const secondPage = [
      order('newer', 3, 'new'),
      order('same time', 2, 'new'),
      order('same', 2, 'old'),
      order('older', 1, 'new'),
    ];
    const counts = await load([secondPage], { runId: 'second' });
    expect(counts).toMatchObject({ read: 4, inserted: 0, updated: 2 });
    expect(await loadNotes(connection)).toEqual([
      { id: 'newer', note: 'new' },
      { id: 'older', note: 'old' },
      { id: 'same', note: 'old' },
      { id: 'same time', note: 'new' },
    ]);
    expect(
      await connection.all(`select id from raw_toast.orders where run_id = 'second' order by id`),
    ).toEqual([{ id: 'newer' }, { id: 'same time' }]);
  });

  it('changes nothing when the same pages are loaded again', async () => {
    const page = [order('a', 1), order('b', 2)];
    await load([page]);
    const before = await connection.all('from raw_toast.orders');
    expect(await load([page, page], { at: noon + 1000 })).toMatchObject({
      read: 2,
      inserted: 0,
      updated: 0,
    });
    expect(await connection.all('from raw_toast.orders')).toEqual(before);
  });

  it('loads the latest of several versions of an entity', async () => {
    const counts = await load([
      [order('a', 1, 'first'), order('a', 3, 'third')],
      [order('a', 2, 'second')],
    ]);
    expect(counts).toMatchObject({ read: 1, inserted: 1 });
    expect(await loadNotes(connection)).toEqual([{ id: 'a', note: 'third' }]);
  });

  it('keeps entities of the same id apart by restaurant', async () => {
    await load([[order('a', 1)]], { restaurantId: 'r1' });
    expect(await load([[order('a', 1)]], { restaurantId: 'r2' })).toMatchObject({ inserted: 1 });
  });

  it('updates any entity that differs where no modification time is defined', async () => {
    const withoutTime = { table: 'orders', idPath: '$.guid' };
    await load([[order('a', 5, 'old')]], {}, withoutTime);
    expect(await load([[order('a', 1, 'new')]], {}, withoutTime)).toMatchObject({ updated: 1 });
    expect(await loadNotes(connection)).toEqual([{ id: 'a', note: 'new' }]);
  });

  it('loads entities whose modification time is missing or cannot be parsed', async () => {
    await load([[{ guid: 'a', modifiedDate: 'soon' }, { guid: 'b' }]]);
    expect(
      await connection.all('select id, modified_at from raw_toast.orders order by id'),
    ).toEqual([
      { id: 'a', modified_at: null },
      { id: 'b', modified_at: null },
    ]);
  });

  it('applies the UTC offset of modification times', async () => {
    await load([[{ guid: 'a', modifiedDate: '2026-03-01T05:45:00.000+0545' }]]);
    const [row] = await connection.all('select modified_at from raw_toast.orders');
    expect(row?.modified_at).toBe('2026-03-01T00:00:00.000Z');
  });
});

describe('extracted_at', () => {
  const loadLatest = async () => {
    const [row] = await connection.all(
      'select max(epoch_us(extracted_at)) as us from raw_toast.orders',
    );
    return Number(row?.us);
  };

  it('grows with every load that changes something, even when the clock goes back', async () => {
    const timestamps: number[] = [];
    for (const at of [noon, noon, noon - 3_600_000, noon + 1]) {
      await load([[order('a', 1, `note ${timestamps.length}`)]], { at });
      timestamps.push(await loadLatest());
    }
    expect(timestamps).toEqual([noon * 1000, noon * 1000 + 1, noon * 1000 + 2, (noon + 1) * 1000]);
  });

  it('is the same for all rows of a load', async () => {
    await load([[order('a', 1)]]);
    await load([[order('a', 2), order('b', 1)], [order('c', 1)]]);
    expect(await connection.all('select distinct extracted_at from raw_toast.orders')).toHaveLength(
      1,
    );
  });
});
