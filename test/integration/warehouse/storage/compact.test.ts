import { beforeEach, describe, expect, it } from 'vitest';
import { compact } from '../../../../src/warehouse/storage/compact.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { session } from '../support/session.js';

const table = { schema: 'toast', name: 'orders' };
const all = 50_000;

let connection: Connection;

beforeEach(async () => {
  connection = await session();
  await connection.run(
    `create table toast.orders (id integer not null, facts struct(city varchar, n integer[]) default null);
    comment on column toast.orders.id is 'Their number.';
    checkpoint`,
  );
});

/* Every id is there once, with facts that tell it: an exchange of rows would be seen. */
async function holds(ids: string): Promise<boolean> {
  const [row] = await connection.all(
    `with expected as (select ${facts} from (${ids}) as ids(id))
    select count(*) = (select count(*) from expected)
      and count(*) = (select count(*) from (from toast.orders intersect from expected)) as same
    from toast.orders`,
  );
  return row?.same === true;
}

const facts = `id::integer as id, {city: 'c' || id % 7, n: [id, -id]}::struct(city varchar, n integer[]) as facts`;

async function add(from: number, to: number): Promise<void> {
  await connection.run(
    `insert into toast.orders select ${facts} from range(${from}, ${to}) as ids(id); checkpoint`,
  );
}

async function written(): Promise<number> {
  const [row] = await connection.all('select max(rowid)::integer + 1 as written from toast.orders');
  return Number(row?.written);
}

async function groups(): Promise<number> {
  const [row] = await connection.all(
    `select count(distinct row_group_id)::integer as groups from pragma_storage_info('toast.orders')`,
  );
  return Number(row?.groups);
}

async function compactAll(): Promise<void> {
  await compact(connection, [table], 'modelled');
  await connection.run('checkpoint');
}

describe('compacting a table', () => {
  it('puts what many runs have added together', async () => {
    await add(0, all);
    const before = await groups();
    for (let run = 0; run < 20; run += 1) {
      await add(all + run * 10, all + run * 10 + 10);
      await compactAll();
      expect(await groups()).toBeLessThanOrEqual(before + 2);
    }
    expect(await holds(`from range(${all + 200})`)).toBe(true);
  });

  it('gives back the space of deleted rows, and changes nothing else', async () => {
    await add(0, all);
    await connection.run('delete from toast.orders where id % 3 = 0; checkpoint');
    expect(await written()).toBe(all);
    await compactAll();
    const kept = (all * 2) / 3;
    expect(await written()).toBeLessThanOrEqual((kept * 8) / 7 + 1);
    expect(await holds(`select range from range(${all}) where range % 3 <> 0`)).toBe(true);
    await expect(connection.run('insert into toast.orders (id) values (null)')).rejects.toThrow(
      'NOT NULL',
    );
    expect(
      await connection.all(
        `select comment from duckdb_columns() where table_name = 'orders' and column_name = 'id'`,
      ),
    ).toEqual([{ comment: 'Their number.' }]);
  });

  it('leaves one alone that takes what it needs', async () => {
    await add(0, all);
    await connection.run('delete from toast.orders where id % 20 = 0; checkpoint');
    const before = [await written(), await groups()];
    await compactAll();
    expect([await written(), await groups()]).toEqual(before);
  });

  it('leaves one with an index alone, whose keys would come twice', async () => {
    await connection.run('alter table toast.orders add primary key (id)');
    await add(0, all);
    await connection.run('delete from toast.orders where id % 3 = 0; checkpoint');
    await compactAll();
    expect(await holds(`select range from range(${all}) where range % 3 <> 0`)).toBe(true);
  });
});
