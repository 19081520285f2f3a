import type { Row } from '../../../src/warehouse/engine/connection.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';

const seen = `
  with seen as (select max(extracted_at) as at from raw_toast.stock_inventory)`;
const daysAgo = (column: string) => `round(epoch(seen.at - ${column}) / 86400)::integer`;

/* Values that follow each other without a gap, by the days ago on which they began. */
const changes = (table: string, value: string, key: readonly string[]) => `${seen}
  select before.${value}::double as before, after.${value}::double as after,
    ${daysAgo('before.valid_from')} as since, ${daysAgo('after.valid_from')} as changed
  from toast_history.${table} as before
  inner join toast_history.${table} as after
    on before.valid_to = after.valid_from
    and ${key.map((column) => `before.${column} is not distinct from after.${column}`).join(' and ')}
  cross join seen
  order by all`;

const itemKey = ['menu_item_id', 'size_id', 'portion_id', 'schedule', 'published_menu_id'];

const queries = {
  orders: 'select count(*) as n from toast.orders',
  prices: changes('menu_item_price', 'price', ['restaurant_id', ...itemKey, 'source']),
  wages: changes('employee_wage', 'wage', ['restaurant_id', 'employee_id', 'job_id']),
  /* Employees who were not there at the beginning. */
  hired: `${seen}
    select distinct ${daysAgo('min(valid_from)')} as since
    from toast_history.employee_wage cross join seen
    group by restaurant_id, employee_id, seen.at having since < 28 order by since`,
  /* Items that were out of stock and have no entry of their own afterwards. */
  backInStock: `${seen}
    select distinct ${daysAgo('outage.valid_from')} as since, ${daysAgo('outage.valid_to')} as back
    from toast_history.stock as outage cross join seen
    where outage.status = 'OUT_OF_STOCK' and not exists (
      from toast_history.stock as later
      where later.restaurant_id = outage.restaurant_id
        and later.menu_item_id = outage.menu_item_id
        and later.valid_from = outage.valid_to
    ) and back is not null
    order by all`,
};

/** Counts the orders of a demo, and reads what its history shows; instants are days before its last run. */
export async function demoHistory(path: string): Promise<Record<keyof typeof queries, Row[]>> {
  const warehouse = await Warehouse.open(path, { mode: 'read' });
  try {
    return await warehouse.with(async (connection) => ({
      orders: await connection.all(queries.orders),
      prices: await connection.all(queries.prices),
      wages: await connection.all(queries.wages),
      hired: await connection.all(queries.hired),
      backInStock: await connection.all(queries.backInStock),
    }));
  } finally {
    warehouse.close();
  }
}
