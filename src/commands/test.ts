import { Flags } from '@oclif/core';
import { helpText } from '../cli/help-text.js';
import { ReportingCommand } from '../cli/reporting-command.js';
import { exitCodes } from '../errors.js';
import { plural } from '../cli/output/table/numbers.js';
import { outputWidth } from '../cli/output/table/output-width.js';
import { renderTable } from '../cli/output/table/table.js';
import { createRecorder } from '../log/recorder.js';
import { summarizeTests } from '../pipeline/run-summary.js';
import { systemRuntime } from '../runtime.js';
import { runDataTests } from '../transform/run/data-tests.js';
import { loadProject } from '../transform/project/load-project.js';
import { formatTestEvent, type DataTestResult } from '../transform/run/test-events.js';

type PlainResult = Omit<DataTestResult, 'error'> & {
  error?: { message: string; suggestion: string | undefined };
};

export default class Test extends ReportingCommand {
  static override summary = 'Run the data tests of the models.';

  static override description = helpText(`
    Runs the data tests that are defined in YAML next to the models. A test fails if its query returns
    rows; the first five are shown. The command only reads, so other processes can read the database at
    the same time.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description: 'Run the tests of one table',
      command: '<%= config.bin %> <%= command.id %> --select orders_check',
    },
    {
      description: 'Print the queries and failing rows as JSON',
      command: '<%= config.bin %> <%= command.id %> --json',
    },
  ];

  static override flags = {
    select: Flags.string({
      helpValue: '<selector>',
      char: 's',
      summary: 'Tests to run, by name or by model.',
      multiple: true,
    }),
    exclude: Flags.string({
      helpValue: '<selector>',
      summary: 'Tests to leave out, by name or by model.',
      multiple: true,
    }),
    threads: Flags.integer({
      helpValue: '<n>',
      summary: 'Maximum concurrent tests.',
      default: 2,
      min: 1,
      max: 64,
    }),
    'project-dir': Flags.directory({
      helpValue: '<folder>',
      summary: 'Folder of a dbt project to use instead of the bundled models.',
    }),
  };

  async run(): Promise<{ tests: PlainResult[] }> {
    const { flags } = await this.parse(Test);
    const signal = this.abortOnInterrupt('Stopping.');
    const project = await loadProject(flags['project-dir'] ?? this.config.root);
    const settings = await this.databaseSettings(flags);
    await this.openLog(settings.database, 'read');
    const warehouse = await this.openWarehouse(settings, 'read', { signal });
    const startedAt = systemRuntime.now();
    const recorder = createRecorder(this.records);
    const progress = this.stepProgress('Testing the tables', flags, signal);
    const results = await runDataTests({
      warehouse,
      project,
      select: flags.select,
      exclude: flags.exclude,
      threads: flags.threads,
      clock: systemRuntime.now,
      signal,
      onEvent: (event) => {
        recorder.onTest(event);
        progress.onEvent(event);
        if (flags.verbose && event.type !== 'start') this.note(formatTestEvent(event));
      },
    }).finally(progress.stop);
    const tests = summarizeTests(results);
    if (tests.failed.length > 0) process.exitCode = exitCodes.model;
    const failed = results.filter(({ status }) => status === 'fail' || status === 'error');
    const warned = results.filter(({ status }) => status === 'warn');
    this.explain([...failed, ...warned], flags, (result) => this.#explain(result));
    const seconds = (systemRuntime.now() - startedAt) / 1000;
    this.report({ tests, seconds }, flags, true);
    this.records.write({ event: 'test ended', seconds, ...tests });
    return { tests: results.map(toPlain) };
  }

  #explain({ test, place, status, failures, examples, error }: DataTestResult): void {
    if (error !== undefined) {
      this.noteError(error);
      return;
    }
    const rows = plural(failures, 'failing row');
    const outcome = status === 'warn' ? `warning, ${rows}` : rows;
    this.note('', `${place}: ${test}: ${outcome}, for example`);
    const names = Object.keys(examples[0] ?? {});
    const cells = examples.map((row) => names.map((name) => row[name]));
    const columns = names.map((name) => ({ name }));
    const width = outputWidth(process.stderr);
    this.note(...renderTable({ columns, rows: cells, width }).split('\n'));
  }
}

function toPlain({ error, ...result }: DataTestResult): PlainResult {
  if (error === undefined) return result;
  return { ...result, error: { message: error.message, suggestion: error.suggestion } };
}
