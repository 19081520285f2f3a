import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import {
  buildAndTest,
  lasting,
  loadShop,
  ofClock,
  testedShop,
} from '../transform/support/tested-shop.js';

const everything = [...lasting, ...ofClock].toSorted();

it('everything is tested after another program has written the file, and only then', async () => {
  const project = testedShop();
  const first = await temporaryWarehouse();
  const { path } = first;
  /* Too many to be read: its number of rows does not show that a value has changed. */
  await loadShop(first, 20_001);
  first.close();
  const test = async (
    leave: (warehouse: Warehouse) => unknown = (open) => open.closeOrRemove(),
  ) => {
    const warehouse = await Warehouse.open(path, { mode: 'update' });
    const { ran, statuses } = await buildAndTest(warehouse, project);
    await leave(warehouse);
    return { ran, statuses };
  };
  const elsewhere = async (sql: string) => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`attach '${path}' as elsewhere; use elsewhere; ${sql}`);
    connection.closeSync();
    instance.closeSync();
  };
  expect((await test()).ran).toEqual(everything);
  expect((await test()).ran).toEqual(ofClock);
  await elsewhere('from toast.orders limit 1');
  expect((await test()).ran).toEqual(ofClock);
  await elsewhere('update toast.orders set total = -1 where id = 5');
  expect(await test()).toMatchObject({ ran: everything, statuses: { orders_total: 'fail' } });
  await elsewhere('update toast.orders set total = 5 where id = 5');
  expect((await test()).statuses).toMatchObject({ orders_total: 'pass' });
  expect((await test()).ran).toEqual(ofClock);
  /* What was not checkpointed, as after a kill. */
  await elsewhere(
    'pragma disable_checkpoint_on_shutdown; update toast.orders set total = -1 where id = 5',
  );
  expect(await test()).toMatchObject({ ran: everything, statuses: { orders_total: 'fail' } });
  /* toast itself. */
  await elsewhere('update toast.orders set total = 5 where id = 5');
  await test();
  const own = await Warehouse.open(path, { mode: 'write' });
  await own.with((connection) => connection.run('create table toast.other as select 1 as id'));
  await own.closeOrRemove();
  expect((await test()).ran).toEqual(ofClock);
  /* A process that ends without closing the database as a command does. */
  const killed = await Warehouse.open(path, { mode: 'write' });
  await killed.with((connection) => connection.run('drop table toast.other'));
  killed.close();
  expect((await test()).ran).toEqual(everything);
});
