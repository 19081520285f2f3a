import { randomUUID } from 'node:crypto';
import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { ownCommand, quoted } from '../cli/own-command.js';
import { extractProgress } from '../cli/output/progress/extract-progress.js';
import { stepProgress } from '../cli/output/progress/step-progress.js';
import { stopOnAbort } from '../cli/output/progress/stop-on-abort.js';
import { demoReport } from '../cli/output/report/demo-report.js';
import { rowCounts } from '../cli/output/report/extract-lines.js';
import { testCounts } from '../cli/output/report/run-report.js';
import { formatCount, formatDuration, plural } from '../cli/output/table/numbers.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { nextQueries, readAnswers, type Answers } from '../demo/answers.js';
import { demoReportPath, writeDemoReport } from '../demo/demo-report.js';
import { demoDays, extractDemo } from '../demo/extract-demo.js';
import { exitCodes, ModelError } from '../errors.js';
import type { ExtractSummary } from '../extract/report/summary.js';
import { summarizeTests, type TestsSummary } from '../pipeline/run-summary.js';
import { systemRuntime } from '../runtime.js';
import { loadProject } from '../transform/project/load-project.js';
import type { Project } from '../transform/project/model.js';
import { runDataTests } from '../transform/run/data-tests.js';
import { runModels } from '../transform/run/run-models.js';
import { removeDemoDatabase } from '../warehouse/demo-database.js';
import type { Warehouse } from '../warehouse/warehouse.js';

interface DemoResult extends Answers {
  database: string;
  extract: ExtractSummary;
  models: { model: string; status: string; rows: number | null; seconds: number }[];
  tests: TestsSummary;
  /** Path of the morning report. */
  report: string;
  /** Commands to go on with. */
  queries: string[];
}

export default class Demo extends BaseCommand {
  static override summary = 'Run the full pipeline on simulated data.';

  static override description = helpText(`
    Starts a simulated Toast API on this machine, extracts a month of data into a new database, builds and
    tests the tables, prints the last complete week as an owner would look at it, and writes the morning
    report of its last day beside the database. No credentials or network access are needed.

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
    const report = await demoReportPath(database);
    await removeDemoDatabase(database);
    const project = await loadProject(this.config.root);
    const warehouse = await this.openWarehouse({ database, wait: 0 }, 'write', { signal });

    const extract = await this.#extract(warehouse, flags, signal);
    const models = await this.#transform(warehouse, project, signal);
    const tests = await this.#test(warehouse, project, signal);
    const answers = await warehouse.with(readAnswers, signal);
    this.log(`\n${demoReport(answers, outputWidth())}`);
    const request = { businessDate: answers.lastDay, madeAt: new Date(systemRuntime.now()) };
    await writeDemoReport(warehouse, report, request, signal);
    const queries = nextQueries.map(
      (sql) => `${ownCommand()} query --database ${quoted(database)} "${sql}"`,
    );
    this.note(
      '',
      `The morning report is ${report}: open it in a browser.`,
      `The data is in ${warehouse.path}. Go on with:`,
      ...queries.map((q) => `  ${q}`),
    );
    return { database: warehouse.path, extract, models, tests, report, ...answers, queries };
  }

  async #extract(
    warehouse: Warehouse,
    flags: { restaurants: number; seed: number; 'orders-per-day': number },
    signal: AbortSignal,
  ): Promise<ExtractSummary> {
    const { restaurants, seed, 'orders-per-day': ordersPerDay } = flags;
    const done = this.#steps();
    let progress = extractProgress(undefined, systemRuntime, () => undefined);
    const stop = () => progress.stop();
    signal.addEventListener('abort', stop);
    const summary = await extractDemo({
      ...{ warehouse, restaurants, ordersPerDay, seed, signal },
      onSimulated: () => done(`Simulating ${plural(restaurants, 'restaurant')}, ${demoDays} days`),
      onRun: () => {
        progress.stop();
        progress = extractProgress(this.terminal(), systemRuntime, () => undefined);
        return progress.onEvent;
      },
    }).finally(stop);
    done(`Extracted ${rowCounts(summary)}`, summary.status === 'complete');
    return summary;
  }

  async #transform(
    warehouse: Warehouse,
    project: Project,
    signal: AbortSignal,
  ): Promise<DemoResult['models']> {
    const done = this.#steps();
    const progress = stopOnAbort(stepProgress(this.terminal(), 'Building the tables'), signal);
    const results = await runModels({
      ...{ warehouse, project, signal, threads, onEvent: progress.onEvent },
      fullRefresh: false,
      runId: randomUUID(),
      clock: systemRuntime.now,
    }).finally(progress.stop);
    const failed = results.find(({ error }) => error !== undefined)?.error;
    if (failed !== undefined) throw new ModelError(failed.message, { cause: failed });
    done(`Built ${formatCount(results.length)} tables and views`);
    return results.map(({ model, status, rows, seconds }) => ({ model, status, rows, seconds }));
  }

  async #test(warehouse: Warehouse, project: Project, signal: AbortSignal): Promise<TestsSummary> {
    const done = this.#steps();
    const progress = stopOnAbort(stepProgress(this.terminal(), 'Testing the tables'), signal);
    const results = await runDataTests({
      ...{ warehouse, project, signal, threads, onEvent: progress.onEvent },
      clock: systemRuntime.now,
    }).finally(progress.stop);
    const tests = summarizeTests(results);
    if (tests.failed.length > 0) process.exitCode = exitCodes.model;
    done(`Tested: ${testCounts(tests)}`, tests.failed.length === 0);
    return tests;
  }

  /* Returns a function that ticks a step off, with the time since the last one. */
  #steps(): (text: string, isFine?: boolean) => void {
    let since = systemRuntime.now();
    return (text, isFine = true) => {
      const now = systemRuntime.now();
      this.note(`${isFine ? '✓' : '✗'} ${text} (${formatDuration((now - since) / 1000)})`);
      since = now;
    };
  }
}

const threads = 2;
