import { configurationSchema } from '../../../../src/config/schema.js';
import { readReport, type ReportRequest } from '../../../../src/report/read/read-report.js';
import type { Report } from '../../../../src/report/document/report.js';
import type { Connection, Parameters, Row } from '../../../../src/warehouse/engine/connection.js';
import { startPipeline, type Pipeline } from '../../../support/pipeline.js';
import { SharedClock } from '../../../support/shared-clock.js';

/** The report's business date, a Saturday. */
export const date = '2026-07-18';
export const madeAt = new Date('2026-07-19T16:00:00Z');

/* At dinner of the date in New York, and when the date has been complete for an hour. */
const dinner = new Date('2026-07-18T23:00:00Z');
const morning = new Date('2026-07-19T15:30:00Z');

/* What is read in the morning; the rest would have to be read again to learn that it is the same. */
const changing = [
  ...['orders', 'time_entries', 'shifts', 'stock_inventory'],
  ...['cash_entries', 'cash_deposits'],
];

/** Expression of the restaurant whose name comes second. */
export const second =
  '(select max_by(restaurant_id, restaurant_name) from toast_marts.dim_restaurant)';

/* Expression of the server of the first restaurant with this name. */
const serverOf = (name: string) => `(select employee_id from toast_marts.dim_employee
  where employee_name like '${name}%' and restaurant_id <> ${second})`;

/** Statement that sets the last date through which the orders of restaurants are complete. */
export function behind(through: string, condition: string): string {
  return `update toast_intermediate.int_completeness set last_complete_business_date = ${through}
    where resource = 'orders' and ${condition}`;
}

export interface ReportedWorld {
  readonly report: Report;
  /**
   * The report while the second restaurant is a day behind, a check is paid with one more than was due, and
   * the sales of the day are 5 too high in one restaurant and 5 too low in the other. In the second, a drawer
   * was opened twelve more times, and each item that is out of stock is so thirty times. In the first, Mei sold
   * nothing in the weeks before, and Zoë sells nothing today. It served three of an item that is free, and of
   * one that was given away.
   */
  readonly broken: Report;
  readonly overpaid: { readonly restaurantId: string; readonly label: string };
  /** Reads the report after changes of the database, which are undone. */
  read(request?: Partial<ReportRequest>, ...changes: string[]): Promise<Report>;
  rows<T extends Row>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** The order of July 14 that was deleted after its day had been reported. */
  readonly deleted: { readonly restaurantId: string; readonly sales: number };
}

/**
 * Extracts and models a month of two restaurants, of which the second in Chicago, as of dinner time and as of the next
 * morning. In between, an order of a day that was complete is deleted.
 */
export async function reportedWorld(): Promise<ReportedWorld> {
  const clock = new SharedClock(dinner.getTime());
  const pipeline = await startPipeline(
    {
      ...{ from: '2026-06-19', to: '2026-07-19', restaurants: 2, ordersPerDay: 10 },
      ...{ wallClock: clock.now, sleep: clock.sleep },
    },
    {},
    { runtime: clock.runtime },
  );
  const { warehouse } = pipeline;
  await pipeline.extract();
  await pipeline.transform();
  const rows = <T extends Row>(sql: string, parameters?: Parameters) =>
    warehouse.with((connection) => connection.all<T>(sql, parameters));
  const [order] = await rows<{ restaurant_id: string; order_id: string; sales: number }>(
    `select restaurant_id, order_id, sum(net_sales)::double as sales
    from toast_marts.item_sales
    where business_date = '2026-07-14' and is_sold
    group by all having sales > 10 order by all limit 1`,
  );
  if (order === undefined) throw new Error('There is no order on July 14.');
  await deleteOrder(pipeline, order);
  await clock.runtime.sleep(morning.getTime() - clock.now());
  const configuration = { ...pipeline.configuration, resources: changing };
  await pipeline.extract({ configuration: configurationSchema.parse(configuration) });
  await pipeline.transform();
  const read: ReportedWorld['read'] = (request, ...changes) =>
    warehouse.with((connection) =>
      undone(connection, changes, () => readReport(connection, { madeAt, ...request })),
    );
  const [check] = await rows(
    `select restaurant_id, payment_id, format('Check {} of order {}', check_number, order_number) as label
    from toast_marts.payments_taken
    inner join toast_marts.checks using (restaurant_id, check_id, check_number, order_number)
    where order_business_date = '${date}' and checks.is_counted and is_real
      and checks.payment_status = 'CLOSED'
    order by all limit 1`,
  );
  return {
    report: await read(),
    broken: await read(
      {},
      behind(`date '${date}' - 1`, `restaurant_id = ${second}`),
      `update toast_intermediate.int_payments_taken set amount = amount + 1
      where id = '${check?.payment_id}'`,
      `update toast_intermediate.int_sales_daily
      set sales_before_refunds = sales_before_refunds
        + case when restaurant_id = ${second} then 5 else -5 end
      where business_date = '${date}'`,
      `insert into toast_intermediate.int_cash_events by name
      select events.* replace (id || range as id)
      from toast_intermediate.int_cash_events as events cross join range(12)
      where entry_type = 'NO_SALE' and restaurant_id = ${second}
        and business_date = '${date}'`,
      `insert into toast_history.stock
      select stock.* from toast_history.stock as stock cross join range(29) where restaurant_id = ${second}`,
      `insert into toast_intermediate.int_product_mix_daily by name
      select restaurant_id, business_date, group_id || name as group_id, name as item_key,
        name as item_name, 3 as quantity_sold, price as gross_sales, price as discounts,
        0 as sales_before_refunds, 0 as refunds
      from toast_intermediate.int_product_mix_daily
      cross join (values ('Extra crispy', 0), ('Given away', 30)) as items (name, price)
      where restaurant_id <> ${second} and business_date = '${date}'
      qualify row_number() over (partition by name order by group_id) = 1`,
      `delete from toast_intermediate.int_server_sales_daily
      where server_id = ${serverOf('Mei')} and business_date < '${date}'`,
      `update toast_intermediate.int_server_sales_daily set gross_sales = 0
      where server_id = ${serverOf('Zoë')} and business_date = '${date}'`,
    ),
    overpaid: { restaurantId: String(check?.restaurant_id), label: String(check?.label) },
    read,
    rows,
    deleted: { restaurantId: order.restaurant_id, sales: order.sales },
  };
}

async function deleteOrder(
  { simulator }: Pipeline,
  order: { restaurant_id: string; order_id: string },
): Promise<void> {
  const response = await fetch(`${simulator.url}/__orders`, {
    method: 'POST',
    body: JSON.stringify({
      restaurantGuid: order.restaurant_id,
      guid: order.order_id,
      change: { deleted: true },
    }),
  });
  if (response.status !== 200) throw new Error(await response.text());
}

async function undone<T>(
  connection: Connection,
  changes: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  await connection.run('begin transaction');
  try {
    for (const change of changes) await connection.run(change);
    return await work();
  } finally {
    await connection.run('rollback');
  }
}
