import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { tempDir } from '../../support/temp-dir.js';
import { whenDone } from '../../support/vitest/when-done.js';

export interface SmallSource {
  readonly warehouse: Warehouse;
  /** Closes the file while `work` runs, so that another process can open it. */
  whileClosed<T>(work: (path: string) => Promise<T>): Promise<T>;
  /** Runs SQL in the local database. */
  run(sql: string): Promise<void>;
}

/*
 * One table of each kind: by day, by restaurant, and without a restaurant. An amount says which restaurant,
 * day and order it is of, so that a sum tells a torn or doubled state.
 */
const tables = (restaurants: readonly string[], days: number, orders: number) => `
  create table toast.orders as
  select restaurant_id, date '2026-01-15' + day::int as business_date,
    restaurant_id || '-' || day || '-' || number as id, (day * 100 + number)::decimal(18, 4) as amount,
    {'channel': 'web', 'tags': ['a', 'b']} as details
  from (select unnest([${restaurants.map((id) => `'${id}'`).join(', ')}]) as restaurant_id),
    range(${days}) as days(day), range(${orders}) as orders(number);
  create table toast.restaurant as
  select distinct restaurant_id, 'Restaurant ' || restaurant_id as name from toast.orders;
  create table toast_marts.dim_date as select distinct business_date as "date" from toast.orders;
  create view toast_marts.sales_daily as
  select restaurant_id, business_date, sum(amount) as net_sales from toast.orders group by all;
  create table raw_toast.restaurants as
  select restaurant_id, id, '{"secret":"raw-payload"}'::json as payload from toast.orders;`;

/** Creates a local database with a few hand-made tables, without extracting or modelling anything. */
export async function smallSource(
  restaurants: readonly string[],
  { days = 40, orders = 5, run = restaurants.join('+') } = {},
): Promise<SmallSource> {
  const path = `${await tempDir()}/small.duckdb`;
  const open = () => Warehouse.open(path, { mode: 'write' });
  let warehouse = await open();
  whenDone(() => warehouse.close());
  const execute = (sql: string) =>
    warehouse.with(async (connection) => void (await connection.run(sql)));
  await execute(`
    create schema if not exists toast; create schema if not exists toast_marts;
    create schema if not exists toast_history; create schema if not exists raw_toast;
    insert into toast_meta.extract_run values ('run-${run}', 'done', now(), now());
    ${tables(restaurants, days, orders)}`);
  return {
    get warehouse() {
      return warehouse;
    },
    run: execute,
    async whileClosed(work) {
      warehouse.close();
      try {
        return await work(path);
      } finally {
        warehouse = await open();
      }
    },
  };
}
