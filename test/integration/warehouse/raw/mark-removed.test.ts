import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { loadPages, openOrders, order, type LoadRequest } from '../support/orders.js';

let connection: Connection;

beforeEach(async () => {
  connection = await openOrders();
});

const load = (...request: LoadRequest) => loadPages(connection, ...request);

describe('a load with a deletion scope', () => {
  const loadRemoved = () =>
    connection.all('select id from raw_toast.orders where removed_at is not null order by id');

  it('marks missing entities of its restaurant as removed until they are loaded again', async () => {
    await load([[order('a', 1), order('b', 1)]]);
    await load([[order('x', 1)]], { restaurantId: 'r2' });
    expect(await load([[order('b', 1)]], { deletionScope: {} })).toMatchObject({ removed: 1 });
    expect(await loadRemoved()).toEqual([{ id: 'a' }]);
    expect(await load([[order('b', 1)]], { deletionScope: {} })).toMatchObject({ removed: 0 });
    expect(await load([[order('a', 1)]])).toMatchObject({ updated: 1 });
    expect(await loadRemoved()).toEqual([]);
  });

  it('marks all entities as removed when its pages are empty', async () => {
    await load([[order('a', 1), order('b', 1)]]);
    expect(await load(['[]'], { deletionScope: {} })).toMatchObject({ removed: 2 });
  });

  it('does not mark entities outside its range', async () => {
    await load([[order('early', 1), order('within', 3), order('edge', 5)]]);
    const range = {
      startPath: '$.modifiedDate',
      endPath: '$.modifiedDate',
      start: Date.UTC(2026, 2, 1, 2),
      end: Date.UTC(2026, 2, 1, 5),
    };
    await load(['[]'], { deletionScope: { range } });
    expect(await loadRemoved()).toEqual([{ id: 'within' }]);
  });
});
