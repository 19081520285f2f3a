import { literal } from '../../src/warehouse/engine/sql.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';

/** Moves the orders of the last business date of a raw database into a file of their own. */
export async function takeLastDay(database: string, file: string): Promise<void> {
  await change(database, file, [
    `create table aside.orders as
    from raw_toast.orders where (payload->>'$.businessDate')::integer = (
      select max((payload->>'$.businessDate')::integer) from raw_toast.orders
    )`,
    'delete from raw_toast.orders where (restaurant_id, id) in (select (restaurant_id, id) from aside.orders)',
  ]);
}

/** Loads these orders as if they had been extracted now; returns their number. */
export async function loadLastDay(database: string, file: string): Promise<number> {
  return change(database, file, [
    'insert into raw_toast.orders by name select * replace (now() as extracted_at) from aside.orders',
  ]);
}

async function change(
  database: string,
  file: string,
  statements: readonly string[],
): Promise<number> {
  const warehouse = await Warehouse.open(database, { mode: 'update', rowGroups: 'raw' });
  try {
    return await warehouse.with(async (connection) => {
      let rows = 0;
      await connection.run(`attach ${literal(file)} as aside`);
      for (const statement of statements) rows = await connection.run(statement);
      await connection.run('detach aside');
      return rows;
    });
  } finally {
    warehouse.close();
  }
}
