import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { Flags } from '@oclif/core';
import { DateTime } from 'luxon';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { newKey } from '../config/key.js';
import { configurationSchema } from '../config/schema.js';
import { ModelError } from '../errors.js';
import { withExtraction } from '../extract/from-configuration.js';
import { runExtract } from '../extract/run.js';
import type { ExtractSummary } from '../extract/report/summary.js';
import { extractProgress } from '../cli/output/progress/extract-progress.js';
import { extractTable } from '../cli/output/report/extract-report.js';
import { formatDuration } from '../cli/output/table/numbers.js';
import { tableColumn } from '../cli/output/table/query-columns.js';
import { toObject } from '../cli/output/result-formats.js';
import { countColumn } from '../cli/output/table/table-column.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { renderTable } from '../cli/output/table/table.js';
import { delayedRuntime, systemRuntime } from '../runtime.js';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, startSimulator } from 'toast-simulator';
import { loadProject } from '../transform/project/load-project.js';
import type { ModelRunResult } from '../transform/run/model-events.js';
import { runModels } from '../transform/run/run-models.js';
import type { Result } from '../warehouse/engine/connection.js';
import { removeDemoDatabase } from '../warehouse/demo-database.js';
import { markAsDemo } from '../warehouse/state/demo-mark.js';
import type { Warehouse } from '../warehouse/warehouse.js';

interface DemoResult {
  database: string;
  extract: ExtractSummary;
  models: { model: string; status: string; rows: number | null; seconds: number }[];
  netSales: Record<string, unknown>[];
}

const days = 30;

/* The demo looks back on some weeks of runs. Those before today's read only what it shows the history of:
   prices, wages and stock. */
const runDaysAgo = [28, 18, 8, 0];
const observed = [
  ...['published_menus', 'menu_items', 'discounts'],
  ...['jobs', 'employees', 'stock_inventory'],
];
const dayMs = 24 * 60 * 60_000;

const netSalesOfLastWeek = `
  select
    restaurant_name as restaurant,
    count(*) as days,
    sum(order_count) as orders,
    sum(gross_sales)::decimal(18, 2) as gross_sales,
    sum(discounts)::decimal(18, 2) as discounts,
    sum(refunds)::decimal(18, 2) as refunds,
    sum(net_sales)::decimal(18, 2) as net_sales,
    sum(tips)::decimal(18, 2) as tips
  from toast_marts.sales_daily
  where business_date > (
      select max(business_date) - 7 from toast_marts.sales_daily where not is_future
    )
    and not is_future
  group by all
  order by restaurant
`;

export default class Demo extends BaseCommand {
  static override summary = 'Run the full pipeline on simulated data.';

  static override description = helpText(`
    Starts a simulated Toast API on this machine, extracts a month of data into a new database, builds
    the tables and prints the net sales of the last week. No credentials or network access are needed.

    Prices, wages and stock are also read as they were 28, 18 and 8 days ago, so that the tables in
    toast_history show what has changed since.

    A database that an earlier demo made is replaced, with everything in it. Any other file is refused.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Simulate a larger group',
      command: '<%= config.bin %> <%= command.id %> --restaurants 10 --orders-per-day 300',
    },
  ];

  static override flags = {
    restaurants: Flags.integer({
      helpValue: '<n>',
      summary: 'Number of restaurants.',
      default: 3,
      min: 1,
      max: 100,
    }),
    'orders-per-day': Flags.integer({
      helpValue: '<n>',
      summary: 'Average number of orders per restaurant and day.',
      default: 100,
      min: 1,
    }),
    seed: Flags.integer({ helpValue: '<n>', summary: 'Random seed.', default: 1 }),
  };

  async run(): Promise<DemoResult> {
    const { flags } = await this.parse(Demo);
    const signal = this.abortOnInterrupt('Stopping.', 'The next toast demo starts anew.');
    const database = flags.database ?? 'toast-demo.duckdb';
    await removeDemoDatabase(database);

    const runs = runDaysAgo.map((daysAgo) => ({ daysAgo, runId: randomUUID() }));
    /* The clocks of the runs and of the simulator are moved forward together. */
    let behindMs = 0;
    const runtime = delayedRuntime(systemRuntime, () => behindMs);
    const today = DateTime.utc();
    const from = today.minus({ days }).toISODate();
    const simulator = this.closeAtEnd(
      await startSimulator({
        restaurants: flags.restaurants,
        from,
        to: today.toISODate(),
        now: today.toJSDate(),
        wallClock: runtime.now,
        ordersPerDay: flags['orders-per-day'],
        seed: flags.seed,
        rateLimits: true,
        latencyMs: 0,
      }),
      (running) => running.close(),
    );
    this.note(`Simulating ${flags.restaurants} restaurants at ${simulator.url}`);

    const warehouse = await this.openWarehouse({ database, wait: 0 }, 'write', { signal });
    await warehouse.with((connection) =>
      markAsDemo(
        connection,
        runs.map(({ runId }) => runId),
      ),
    );
    this.note(`Extracting into ${warehouse.path}`);
    const progress = this.closeAtEnd(
      extractProgress(this.terminal(), systemRuntime, () => undefined),
      ({ stop }) => stop(),
    );
    signal.addEventListener('abort', progress.stop);
    const configuration = {
      clientId: DEMO_CLIENT_ID,
      clientSecret: DEMO_CLIENT_SECRET,
      domain: simulator.url,
      initialSyncStart: from,
      key: newKey(),
      backfillPauseSeconds: 0,
    };
    let extract!: ExtractSummary;
    for (const { daysAgo, runId } of runs) {
      const isLast = daysAgo === 0;
      behindMs = daysAgo * dayMs;
      simulator.setNow(new Date(runtime.now()));
      extract = await withExtraction(
        {
          configuration: configurationSchema.parse({
            ...configuration,
            resources: isLast ? undefined : observed,
          }),
          ...{ warehouse, runtime, signal },
          onEvent: (event) => (isLast ? progress.onEvent(event) : undefined),
        },
        (options) => runExtract({ ...options, runId }),
      );
      signal.throwIfAborted();
    }
    progress.stop();
    this.log(extractTable(extract, outputWidth()));

    const models = await this.#transform(warehouse, signal);
    const sales = await warehouse.with(
      (connection) => connection.query(netSalesOfLastWeek),
      signal,
    );
    this.#reportSales(sales);
    this.note('', `The data is in ${warehouse.path}. Try a query:`);
    /* A clone of the repository has no `toast` on the path. */
    const toast = basename(process.argv[1] ?? '') === 'run.js' ? 'node bin/run.js' : 'toast';
    this.note(`  ${toast} query --database ${database} "from sales_daily limit 10"`);
    const prices = 'select name, price, valid_from, valid_to from toast_history.menu_item_price';
    this.note(
      `  ${toast} query --database ${database} "${prices} where source = 'observed' and not is_current"`,
    );
    const netSales = sales.rows.map((row) => toObject(sales.columns, row));
    return { database: warehouse.path, extract, models, netSales };
  }

  async #transform(warehouse: Warehouse, signal: AbortSignal): Promise<DemoResult['models']> {
    const startedAt = systemRuntime.now();
    const results = await runModels({
      warehouse,
      project: await loadProject(this.config.root),
      fullRefresh: false,
      threads: 2,
      runId: randomUUID(),
      clock: systemRuntime.now,
      signal,
      onEvent: () => undefined,
    });
    const failed = results.find(({ error }) => error !== undefined)?.error;
    if (failed !== undefined) throw new ModelError(failed.message, { cause: failed });
    this.log(modelReport(results));
    this.note(`Built in ${formatDuration((systemRuntime.now() - startedAt) / 1000)}.`, '');
    return results.map(({ model, status, rows, seconds }) => ({ model, status, rows, seconds }));
  }

  #reportSales({ columns, rows }: Result): void {
    if (rows.length === 0) return;
    this.log('Net sales of the last week');
    /* The types in the query are of no interest here. */
    const described = columns.map((column) => ({ ...tableColumn(column), type: undefined }));
    this.log(renderTable({ columns: described, rows, width: outputWidth() }));
  }
}

function modelReport(results: readonly ModelRunResult[]): string {
  const tables = results.filter(({ schema }) => schema !== 'toast_staging');
  return renderTable({
    columns: [{ name: 'table' }, countColumn('rows')],
    rows: tables.map(({ relation, rows }) => [relation, rows]),
    width: outputWidth(),
  });
}
