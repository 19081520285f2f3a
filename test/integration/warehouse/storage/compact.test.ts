import { beforeEach, describe, expect, it } from 'vitest';
import { compact } from '../../../../src/warehouse/storage/compact.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { openSession } from '../support/session.js';

const table = { schema: 'toast', name: 'orders' };
const rowCount = 50_000;

let connection: Connection;

beforeEach(async () => {
  connection = await openSession();
  await connection.run(
    `create table toast.orders (id integer not null, facts struct(city varchar, n integer[]) default null);
    comment on column toast.orders.id is 'Their number.';
    checkpoint`,
  );
});

/* Checks that the table contains exactly these ids, each once and with the facts derived from it. */
async function containsExactly(ids: string): Promise<boolean> {
  const [row] = await connection.all(
    `with expected as (select ${facts} from (${ids}) as ids(id))
    select count(*) = (select count(*) from expected)
      and count(*) = (select count(*) from (from toast.orders intersect from expected)) as same
    from toast.orders`,
  );
  return row?.same === true;
}

const facts = `id::integer as id, {city: 'c' || id % 7, n: [id, -id]}::struct(city varchar, n integer[]) as facts`;

async function addRows(from: number, to: number): Promise<void> {
  await connection.run(
    `insert into toast.orders select ${facts} from range(${from}, ${to}) as ids(id); checkpoint`,
  );
}

async function countTotalRows(): Promise<number> {
  const [row] = await connection.all(
    'select max(rowid)::integer + 1 as total_rows from toast.orders',
  );
  return Number(row?.total_rows);
}

async function countGroups(): Promise<number> {
  const [row] = await connection.all(
    `select count(distinct row_group_id)::integer as groups from pragma_storage_info('toast.orders')`,
  );
  return Number(row?.groups);
}

async function compactTable(): Promise<void> {
  await compact(connection, [table], 'modelled');
  await connection.run('checkpoint');
}

describe('compact', () => {
  it('merges the small row groups that many runs have added', async () => {
    await addRows(0, rowCount);
    const before = await countGroups();
    for (let run = 0; run < 20; run += 1) {
      await addRows(rowCount + run * 10, rowCount + run * 10 + 10);
      await compactTable();
      expect(await countGroups()).toBeLessThanOrEqual(before + 2);
    }
    expect(await containsExactly(`from range(${rowCount + 200})`)).toBe(true);
  });

  it('frees the space of deleted rows and changes nothing else', async () => {
    await addRows(0, rowCount);
    await connection.run('delete from toast.orders where id % 3 = 0; checkpoint');
    expect(await countTotalRows()).toBe(rowCount);
    await compactTable();
    const liveRows = (rowCount * 2) / 3;
    expect(await countTotalRows()).toBeLessThanOrEqual((liveRows * 8) / 7 + 1);
    expect(await containsExactly(`select range from range(${rowCount}) where range % 3 <> 0`)).toBe(
      true,
    );
    await expect(connection.run('insert into toast.orders (id) values (null)')).rejects.toThrow(
      'NOT NULL',
    );
    expect(
      await connection.all(
        `select comment from duckdb_columns() where table_name = 'orders' and column_name = 'id'`,
      ),
    ).toEqual([{ comment: 'Their number.' }]);
  });

  it('does not move rows of a table with few deleted rows', async () => {
    await addRows(0, rowCount);
    await connection.run('delete from toast.orders where id % 20 = 0; checkpoint');
    const before = [await countTotalRows(), await countGroups()];
    await compactTable();
    expect([await countTotalRows(), await countGroups()]).toEqual(before);
  });

  it('keeps the rows of a table with an index, whose keys would otherwise collide', async () => {
    await connection.run('alter table toast.orders add primary key (id)');
    await addRows(0, rowCount);
    await connection.run('delete from toast.orders where id % 3 = 0; checkpoint');
    await compactTable();
    expect(await containsExactly(`select range from range(${rowCount}) where range % 3 <> 0`)).toBe(
      true,
    );
  });
});
