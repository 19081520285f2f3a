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

export interface ReportedWorld {
  readonly report: Report;
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
      ...{ from: '2026-06-19', to: '2026-07-19', restaurants: 2, ordersPerDay: 16 },
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
  await pipeline.extract();
  await pipeline.transform();
  const read: ReportedWorld['read'] = (request, ...changes) =>
    warehouse.with((connection) =>
      undone(connection, changes, () => readReport(connection, { madeAt, ...request })),
    );
  return {
    report: await read(),
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
